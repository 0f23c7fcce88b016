import Foundation

/// Any JSON, whatever program wrote it or reads it.
package enum JSONTree: Equatable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONTree])
  case object([String: JSONTree])

  package subscript(name: String) -> JSONTree? { if case .object(let members) = self { members[name] } else { nil } }

  package var text: String? { if case .string(let text) = self { text } else { nil } }
  package var number: Double? { if case .number(let number) = self { number } else { nil } }
  package var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
  package var items: [JSONTree]? { if case .array(let items) = self { items } else { nil } }

  /// Reads JSON in which no object has a name twice, since other programs would then take another of the values.
  ///
  /// - Throws: What is wrong with the JSON.
  package init(parsing data: Data) throws {
    self = try JSONDecoder().decode(JSONTree.self, from: data)
    if let name = JSONNames.repeated(in: Array(data)) {
      throw UserError("'\(TerminalText.escapedLine(name))' appears twice in one object")
    }
  }
}

extension JSONTree: Decodable {
  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Tries what is there most often first, since an attempt that fails takes ten times as long as one that does not.
  package init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .string(text)
    } else if let container = try? decoder.container(keyedBy: Name.self) {
      let members = try container.allKeys.map { ($0.stringValue, try container.decode(JSONTree.self, forKey: $0)) }
      self = .object(Dictionary(members) { $1 })
    } else if var container = try? decoder.unkeyedContainer() {
      var items: [JSONTree] = []
      while !container.isAtEnd { items.append(try container.decode(JSONTree.self)) }
      self = .array(items)
    } else {
      self = .bool(try value.decode(Bool.self))
    }
  }
}

extension JSONTree: CustomStringConvertible {
  /// The value on one line; what is within an array or an object in short.
  package var description: String {
    switch self {
    case .null: "null"
    case .bool(let bool): "\(bool)"
    case .number(let number): number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    case .string(let text): TerminalText.escapedLine(text)
    case .array(let items): items.map(\.description).joined(separator: ", ")
    case .object(let members):
      members.sorted { $0.key < $1.key }.map { "\(TerminalText.escapedLine($0.key)) \($0.value)" }.joined(
        separator: ", ")
    }
  }
}

extension JSONTree: Encodable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let bool): try container.encode(bool)
    case .number(let number):
      if let whole = Int(exactly: number) { try container.encode(whole) } else { try container.encode(number) }
    case .string(let text): try container.encode(text)
    case .array(let items): try container.encode(items)
    case .object(let members): try container.encode(members)
    }
  }
}

extension JSONTree: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral text: String) { self = .string(text) }
  package init(integerLiteral number: Int) { self = .number(Double(number)) }
  package init(booleanLiteral bool: Bool) { self = .bool(bool) }
  package init(arrayLiteral items: JSONTree...) { self = .array(items) }
  package init(dictionaryLiteral members: (String, JSONTree)...) { self = .object(Dictionary(members) { $1 }) }
}
