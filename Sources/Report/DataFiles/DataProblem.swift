import Basics
import Source

/// A mistake in a data file, at some of its bytes.
package struct DataProblem: ExplainedError, Sendable {
  package var message: String
  package var remedy: String
  /// Bytes of the file.
  package var span: Range<Int>

  package var description: String { "\(message) (\(remedy))" }

  package init(_ message: String, remedy: String, span: Range<Int>) {
    (self.message, self.remedy, self.span) = (message, remedy, span)
  }
}

extension DataProblem {
  /// The message at its place, with the line that it is about, whatever bytes that holds.
  package func diagnostic(in bytes: [UInt8], path: String) -> Diagnostic {
    let place = min(max(span.lowerBound, 0), bytes.count)
    var start = place
    while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    var end = place
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n"), bytes[end] != UInt8(ascii: "\r") { end += 1 }
    let line = bytes[..<start].count { $0 == UInt8(ascii: "\n") } + 1
    let file = SourceFile(path: path, excerpt: bytes[start..<end], firstByte: start, firstLine: line)
    return Diagnostic(
      .malformedData, message, remedy: remedy, file: file, span: place..<max(place, min(span.upperBound, end)))
  }

  /// Messages for at most `mostShown` problems, the last of which counts the rest.
  package static func diagnostics(_ problems: [DataProblem], in bytes: [UInt8], path: String) -> [Diagnostic] {
    var shown = problems.prefix(mostShown).map { $0.diagnostic(in: bytes, path: path) }
    if problems.count > shown.count, let last = shown.last {
      shown[shown.count - 1].message = last.message + ", and \(problems.count - shown.count) more such mistakes"
    }
    return shown
  }

  private static let mostShown = 20
}

/// A field as a message quotes it.
package enum DataQuote {
  package static func text(_ bytes: some Collection<UInt8>) -> String {
    let text = String(decoding: bytes.prefix(41), as: UTF8.self)
    return bytes.count > 40 ? "\(text.prefix(40))…" : text
  }
}
