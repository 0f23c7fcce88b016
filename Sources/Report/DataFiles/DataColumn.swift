/// One column of a data file, row by row.
package enum DataColumn: Sendable {
  /// NaN where a value is missing.
  case numbers([Double])
  /// For each row the place of its text in `texts`; -1 where it is missing.
  case texts(codes: [Int32], texts: [String])

  /// The rows at these places.
  package func rows(_ places: [Int]) -> DataColumn {
    switch self {
    case .numbers(let numbers): .numbers(places.map { numbers[$0] })
    case .texts(let codes, let texts): .texts(codes: places.map { codes[$0] }, texts: texts)
    }
  }

  package var numbers: [Double] { if case .numbers(let numbers) = self { numbers } else { [] } }

  /// What stands in a row; nil where it is missing.
  package func text(_ row: Int) -> String? {
    switch self {
    case .numbers(let numbers): numbers[row].isNaN ? nil : "\(numbers[row])"
    case .texts(let codes, let texts): codes[row] < 0 ? nil : texts[Int(codes[row])]
    }
  }
}

/// How a column is to be read.
package enum DataColumnKind: Sendable {
  /// Numbers; anything else is a mistake.
  case numbers
  /// Numbers, and where a field is something else the column is given up.
  case numbersIfAll
  /// Texts as written.
  case texts
}

/// Takes the fields of one column as they are read.
package final class DataColumnBuilder {
  package let kind: DataColumnKind
  private let blanks: Set<String>
  private var numbers: [Double] = []
  private var codes: [Int32] = []
  private var texts = TextCodes()
  private var isGivenUp = false
  private var hasText = false

  package init(_ kind: DataColumnKind, blanks: Set<String>) { (self.kind, self.blanks) = (kind, blanks) }

  /// Takes the field of the next row; false where it is not what the column is to hold.
  package func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
    if !blanks.isEmpty, isBlank(bytes) {
      appendMissing()
      return true
    }
    if kind == .texts {
      if bytes.isEmpty {
        codes.append(-1)
      } else {
        codes.append(texts.code(of: bytes))
      }
      return true
    }
    if isGivenUp { return true }
    switch NumberText.read(bytes) {
    case .number(let number):
      numbers.append(number)
      hasText = true
    case .missing: numbers.append(.nan)
    case .text:
      numbers.append(.nan)
      if kind == .numbers { return false }
      isGivenUp = true
    }
    return true
  }

  package func append(_ number: Double) {
    if kind == .texts {
      let text = Array(Self.text(of: number).utf8)
      text.withUnsafeBytes { codes.append(texts.code(of: $0)) }
    } else if !isGivenUp {
      numbers.append(number)
      hasText = true
    }
  }

  package func appendMissing() {
    if kind == .texts { codes.append(-1) } else if !isGivenUp { numbers.append(.nan) }
  }

  /// The column; nil where it turned out to hold no numbers, or was given up.
  package var column: DataColumn? {
    switch kind {
    case .numbers: .numbers(numbers)
    case .numbersIfAll: isGivenUp || !hasText ? nil : .numbers(numbers)
    case .texts: .texts(codes: codes, texts: texts.texts)
    }
  }

  private func isBlank(_ bytes: UnsafeRawBufferPointer) -> Bool {
    blanks.contains(String(decoding: bytes, as: UTF8.self))
  }

  private static func text(of number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }
}
