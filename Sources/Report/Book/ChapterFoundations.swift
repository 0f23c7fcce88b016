import Citations
import Document
import Jobs
import Settings
import Syntax

/// What chapters are made of, as text: equal texts give equal chapters, by the same program from the same files.
extension Book {
  /// What every chapter may depend on: what the chapters say to each other, and the results.
  ///
  /// That is the preface, every directive, what has a number or a label, the works that are cited, and the keys of all
  /// results. The other words of a chapter tell in no other.
  package func commonFoundation(_ outcomes: [String: Outcome]) -> String {
    var lines = ["language \(index.language.rawValue)", "citations \(index.bibliography.citations)"]
    if let preface { lines.append("preface \(preface.file.text)") }
    lines += chapters.map { "chapter \($0.id) at \($0.path), number \(number(of: $0) ?? "none")" }
    lines += zip(directives, settings).map { directive, settings in
      "directive in \(directive.call.file.path) with \(settings)\n\(directive.call.source)"
    }
    lines += index.targets.sorted { $0.key < $1.key }.map { "label \($0.key): \($0.value.text)" }
    lines += anchors.sorted { $0.key < $1.key }.map { "anchor of \($0.key): \($0.value)" }
    lines += outcomes.values.map { "result \($0.key), \($0.seconds) s" }.sorted()
    return lines.joined(separator: "\n")
  }

  /// What one chapter depends on beside these: its text and the numbers in it.
  package func ownFoundation(of chapter: Chapter) -> String {
    let numbers = numbers(in: chapter).map { $0?.text ?? "none" }
    return "\(chapter.file.path)\n\(numbers.joined(separator: ", "))\n\(chapter.file.text)"
  }
}

extension Target {
  fileprivate var text: String { "\(kind) \(number) at \(anchor)" }
}
