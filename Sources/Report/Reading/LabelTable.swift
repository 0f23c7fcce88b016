import Book
import Document
import Source

/// What each label of a book stands for, and which chapters refer to it.
struct LabelTable {
  /// What each label stands for first.
  var known: [String: Surroundings.KnownLabel] = [:]
  /// For each label the paths of the chapters that refer to it.
  var mentions: [String: Set<String>] = [:]
  /// Labels that serve references alone.
  private var forReferences: [(label: String, file: SourceFile, span: Range<Int>)] = []

  /// Makes a target known by a label; gives a message instead where another has the label.
  mutating func register(
    _ target: Target, as label: String, file: SourceFile, span: Range<Int>, in chapter: String
  ) -> Diagnostic? {
    if let first = known[label] {
      let note = Diagnostic.Note(message: "\(first.title) has it already", file: first.file, span: first.span)
      return Diagnostic(
        .duplicateLabel, "'\(label)' is already the label of \(first.title)", remedy: "choose another word",
        notes: [note], file: file, span: span)
    }
    known[label] = Surroundings.KnownLabel(title: target.title, file: file, span: span, chapter: chapter)
    return nil
  }

  /// Notes a label that serves references alone, so that one without a reference is a warning.
  mutating func expectMention(of label: String, file: SourceFile, span: Range<Int>) {
    forReferences.append((label, file, span))
  }

  mutating func mention(_ label: String, in chapter: String) { mentions[label, default: []].insert(chapter) }

  /// A warning for each label that serves references alone and has none.
  var unused: [Diagnostic] {
    forReferences.filter { mentions[$0.label] == nil }.map { label, file, span in
      Diagnostic(
        .unusedLabel, "nothing refers to '\(label)'", remedy: "refer to it with {ref}`\(label)`, or remove the label",
        file: file, span: span)
    }
  }
}
