/// A value of the setting language: what an author writes after `name:`, between brackets or in a call.
///
/// Equality and hashing ignore where the value stood.
package struct Value: Sendable {
  package indirect enum Kind: Sendable, Hashable {
    case number(Double)
    case string(String)
    case name(String)
    case call(String, [Argument])
    case list([Value])
    /// `first...last`, whole numbers, both included.
    case range(Int, Int)
  }

  package var kind: Kind
  /// Bytes of the text it was read from.
  package var span: Range<Int>

  package init(_ kind: Kind, span: Range<Int> = 0..<0) {
    self.kind = kind
    self.span = span
  }
}

/// One argument of a call, `label: value` or `value` alone.
package struct Argument: Sendable {
  package var label: String?
  package var value: Value
  /// Bytes of the label, or of the value if it has no label.
  package var labelSpan: Range<Int>

  package init(label: String? = nil, value: Value, labelSpan: Range<Int> = 0..<0) {
    self.label = label
    self.value = value
    self.labelSpan = labelSpan
  }
}

extension Value: Hashable {
  package static func == (left: Value, right: Value) -> Bool { left.kind == right.kind }
  package func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}

extension Argument: Hashable {
  package static func == (left: Argument, right: Argument) -> Bool {
    left.label == right.label && left.value == right.value
  }
  package func hash(into hasher: inout Hasher) {
    hasher.combine(label)
    hasher.combine(value)
  }
}

extension Value {
  /// The head of a name or a call, `gru` in both `gru` and `gru(width: 8)`.
  package var head: String? {
    switch kind {
    case .name(let name), .call(let name, _): name
    default: nil
    }
  }

  /// The text between the quotes, or the value as it is written.
  package var text: String { if case .string(let text) = kind { text } else { description } }

  /// The arguments of a call, none for a bare name.
  package var arguments: [Argument] {
    if case .call(_, let arguments) = kind { arguments } else { [] }
  }

  /// Whether this value, as a selector, picks `other`: equal, or the same head and every argument given here equal there.
  package func selects(_ other: Value) -> Bool {
    if self == other { return true }
    guard let head, head == other.head else { return false }
    return arguments.allSatisfy { wanted in
      other.arguments.contains { $0.label == wanted.label && wanted.value.selects($0.value) }
        || (wanted.label == nil && other.arguments.contains { wanted.value.selects($0.value) })
    }
  }
}

extension Value: CustomStringConvertible {
  /// Canonical text; reading it gives an equal value.
  package var description: String {
    switch kind {
    case .number(let number): Value.text(of: number)
    case .string(let string): "\"\(string)\""
    case .name(let name): name
    case .call(let name, let arguments):
      "\(name)(\(arguments.map { ($0.label.map { "\($0): " } ?? "") + $0.value.description }.joined(separator: ", ")))"
    case .list(let values): "[\(values.map(\.description).joined(separator: ", "))]"
    case .range(let first, let last): "\(first)...\(last)"
    }
  }

  /// The shortest text that reads back as `number`, without `.0`.
  package static func text(of number: Double) -> String {
    if let whole = Int(exactly: number), whole.magnitude < 1 << 53 { String(whole) } else { "\(number)" }
  }
}
