import Foundation
import Synchronization
import Testing

@testable import Mathematics
@testable import Reading
@testable import Source

/// Fragments of chapters with a line `^~~ rule: message` below the place of each message that they give.
///
/// A fragment may hold further files, each below a line `>>> path`. With `UPDATE_SPECS=1` in the environment the
/// messages are written into the specs, for a person to read what changed.
@Suite("Messages to the author")
struct SpecTests {
  struct Spec: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String
    var testDescription: String { name }

    /// The chapter and the files beside it, without the lines that tell what is expected.
    var files: [(path: String, text: String)] {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !Self.isExpectation($0) }
      var files: [(path: String, lines: [Substring])] = [("chapter.md", [])]
      for line in lines {
        if line.hasPrefix(">>> ") {
          files.append((String(line.dropFirst(4)), []))
        } else {
          files[files.count - 1].lines.append(line)
        }
      }
      return files.map { ($0.path, $0.lines.joined(separator: "\n")) }
    }

    private static func isExpectation(_ line: Substring) -> Bool {
      guard line.utf8.first(where: { $0 != UInt8(ascii: " ") }) == UInt8(ascii: "^") else { return false }
      return line.wholeMatch(of: /\ *\^~*\ [a-z0-9-]+:\ .*/) != nil
    }
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Specs")

  private static let sheets: [(file: URL, specs: [Spec])] = {
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.sorted { $0.path < $1.path }.map { file in
      let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      let parts = "\n\(text.trimmingCharacters(in: .newlines))".split(separator: "\n=== ")
      return (
        file,
        parts.map { part in
          let end = part.firstIndex(of: "\n") ?? part.endIndex
          return Spec(
            name: String(part[..<end]).trimmingCharacters(in: .newlines), text: String(part[end...].dropFirst()))
        }
      )
    }
  }()

  static let specs = sheets.flatMap(\.specs)

  @Test(arguments: specs) func `each message stands at its place`(spec: Spec) throws {
    let found = try Self.annotated(spec)
    #expect(found == spec.text, "\n\(found)")
  }

  @Test func `every rule has a fragment, and there are many`() {
    let expected = Self.specs.map(\.text).joined()
    let ofBytes: Set<Rule> = [.fileTooLarge, .invalidUTF8, .nulByte, .excessiveMarkup]
    let ofFolders: Set<Rule> = [.skippedFile, .repeatedTitle]
    for rule in Rule.allCases where !ofBytes.union(ofFolders).contains(rule) {
      #expect(expected.contains("^ \(rule.rawValue):") || expected.contains("~ \(rule.rawValue):"), "\(rule)")
    }
    #expect(Self.specs.count >= 150)
    #expect(Set(Self.specs.map(\.name)).count == Self.specs.count)
  }

  @Test func `every message says how to mend what is wrong`() throws {
    for spec in Self.specs {
      for diagnostic in try Self.diagnostics(of: spec) {
        #expect(diagnostic.remedy != nil, "\(spec.name): \(diagnostic.message)")
        #expect(diagnostic.message.first?.isUppercase == false, "\(diagnostic.message)")
        #expect(!diagnostic.message.hasSuffix("."), "\(diagnostic.message)")
      }
    }
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["UPDATE_SPECS"] != nil))
  func `are written into the specs`() throws {
    for (file, specs) in Self.sheets {
      let text = try specs.map { "=== \($0.name)\n\(try Self.annotated($0))\n" }.joined()
      try Data(text.utf8).write(to: file)
    }
  }

  private static let read = Mutex<[String: [Diagnostic]]>([:])

  /// Every message of the fragment, read once; that it has no title counts only where the fragment says so.
  static func diagnostics(of spec: Spec) throws -> [Diagnostic] {
    if let known = read.withLock({ $0[spec.name] }) { return known }
    let files = Dictionary(spec.files.map { ($0.path, $0.text) }) { first, _ in first }
    let chapter = SourceFile(path: "chapter.md", text: files["chapter.md"] ?? "")
    let reader = try BookReader([chapter], profile: .quick, typesetter: Typesetter(), project: ProjectFiles(files))
    let wantsTitle = spec.name.hasPrefix("a chapter")
    let found = DiagnosticPrinter.sorted(reader.diagnostics).filter { wantsTitle || $0.rule != .missingTitle }
    read.withLock { $0[spec.name] = found }
    return found
  }

  /// The fragment with the messages that it gives below its lines.
  static func annotated(_ spec: Spec) throws -> String {
    typealias Message = (path: String, span: Range<Int>, text: String)
    let messages = try diagnostics(of: spec).flatMap { diagnostic -> [Message] in
      let remedy = diagnostic.remedy.map { " (\($0))" } ?? ""
      return [
        (diagnostic.file.path, diagnostic.span, "\(diagnostic.rule.rawValue): \(diagnostic.message)\(remedy)")
      ] + diagnostic.notes.map { ($0.file.path, $0.span, "note: \($0.message)") }
    }
    return spec.files.map { path, text in
      let file = SourceFile(path: path, text: text)
      let lines = (1...file.lineCount).flatMap { number -> [String] in
        let bytes = file.bytes(ofLine: number)
        let notes = messages.filter { $0.path == path && file.position(of: $0.span.lowerBound).line == number }.map {
          let length = file.text($0.span.clamped(to: bytes)).count
          return String(repeating: " ", count: file.position(of: $0.span.lowerBound).column - 1) + "^"
            + String(repeating: "~", count: max(0, length - 1)) + " \($0.text)"
        }
        return [file.text(bytes)] + notes
      }
      return ((path == "chapter.md" ? [] : [">>> \(path)"]) + lines).joined(separator: "\n")
    }.joined(separator: "\n")
  }
}
