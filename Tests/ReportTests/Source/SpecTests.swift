import Core
import Foundation
import Testing

@testable import Report

/// Fragments of chapters with a line `^~~ rule: message` below the place of each message that they give.
@Suite("Messages to the author")
struct SpecTests {
  struct Spec: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String
    var testDescription: String { name }

    /// The text without the lines that tell what is expected.
    var chapter: String { lines.filter { !Self.isExpectation($0) }.joined(separator: "\n") }
    private var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    static func isExpectation(_ line: Substring) -> Bool { line.wholeMatch(of: /\ *\^~*\ [a-z0-9-]+:\ .*/) != nil }
  }

  static let specs: [Spec] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
      path: "Specs")
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.sorted { $0.path < $1.path }.flatMap { file in
      let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      return "\n\(text.trimmingCharacters(in: .newlines))".split(separator: "\n=== ").map { part in
        let end = part.firstIndex(of: "\n") ?? part.endIndex
        return Spec(
          name: String(part[..<end]).trimmingCharacters(in: .newlines), text: String(part[end...].dropFirst()))
      }
    }
  }()

  @Test(arguments: specs) func `each message stands at its place`(spec: Spec) {
    let found = Self.annotated(spec.chapter)
    #expect(found == spec.text, "\n\(found)")
  }

  @Test func `every rule has a fragment`() throws {
    let folder = URL(filePath: #filePath).pathComponents.dropLast(4).joined(separator: "/")
    let source = URL(filePath: "\(folder)/Sources/Report/Source")
    let rules = try FileManager.default.contentsOfDirectory(at: source, includingPropertiesForKeys: nil)
      .flatMap { try String(contentsOf: $0, encoding: .utf8).matches(of: /(?:rule:|report\()\s*"([a-z0-9-]+)"/) }
      .map { String($0.1) }
    let expected = Self.specs.map(\.text).joined()
    let ofLoading: Set = ["unreadable-file", "chapter-too-large", "invalid-utf8", "nul-byte"]
    for rule in Set(rules).subtracting(ofLoading) {
      #expect(expected.contains("^ \(rule):") || expected.contains("~ \(rule):"), "\(rule)")
    }
    #expect(Self.specs.count >= 40)
  }

  /// `chapter` with the messages that it gives below its lines.
  static func annotated(_ chapter: String) -> String {
    let file = SourceFile(path: "chapter.md", text: chapter)
    let (read, diagnostics) = ChapterReader.read(file)
    let all = DiagnosticPrinter.sorted(diagnostics + messages(of: read.blocks))
    return (1...file.lineCount).flatMap { number in
      let bytes = file.bytes(ofLine: number)
      let notes = all.filter { file.position(of: $0.span.lowerBound).line == number }.map { message in
        let length = file.text(message.span.clamped(to: bytes)).count
        return String(repeating: " ", count: file.position(of: message.span.lowerBound).column - 1)
          + "^" + String(repeating: "~", count: max(0, length - 1))
          + " \(message.rule): \(message.message)" + (message.remedy.map { " (\($0))" } ?? "")
      }
      return [file.text(bytes)] + notes
    }.joined(separator: "\n")
  }

  /// What is wrong with the values of directives.
  private static func messages(of blocks: [Block<Draft>]) -> [Diagnostic] {
    blocks.flatMap { block -> [Diagnostic] in
      switch block {
      case .directive(let call):
        let (arguments, diagnostics) = call.arguments(textOptions: ["alt"])
        let problems = arguments.flatMap { $0.value.resolved(profile: .quick).problems }
        return diagnostics + problems.map { Diagnostic($0, rule: "malformed-profile", file: call.file) }
          + messages(of: call.body)
      case .list(let list): return list.items.flatMap { messages(of: $0.content) }
      case .quote(let content): return messages(of: content)
      default: return []
      }
    }
  }
}
