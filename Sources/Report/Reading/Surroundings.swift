import Book
import Citations
import Document
import Settings
import Source
import Syntax

/// What a book is for one of its chapters: all that the messages about that chapter depend on beside its own text.
package struct Surroundings: Sendable {
  /// What a label stands for first, with its place and the path of the chapter that it is in.
  package struct KnownLabel: Sendable {
    package var title: String
    package var file: SourceFile
    package var span: Range<Int>
    package var chapter: String
  }

  /// The works of one bibliography.
  struct Works: Sendable {
    var chapter: String
    var works: WorkList
  }

  /// A call that defines something.
  struct Definition: Sendable {
    var chapter: String
    var call: DirectiveCall
  }

  /// The preface, where there is one, and the chapters.
  package internal(set) var chapters: [Chapter]
  package internal(set) var labels: [String: KnownLabel]
  package internal(set) var index: BookIndex
  /// By label and name.
  package internal(set) var parameters: [String: [String: Value]]
  package internal(set) var macros: Macros
  /// For the path of each chapter its id in the page.
  var anchors: [String: String]
  /// For each label the paths of the chapters that refer to it.
  var mentions: [String: Set<String>]
  var bibliographies: [Works]
  /// The calls that define models, errors, tasks and functions.
  var definitions: [Definition]

  /// The preface's settings, which are those of the whole book.
  var settings: FrontMatter? { chapters.first { $0.file.isPreface }?.settings }

  /// The same without all that the chapter at a path gives.
  func without(_ path: String) -> Surroundings {
    var rest = self
    for (label, known) in labels where known.chapter == path {
      rest.labels[label] = nil
      rest.index.targets[label] = nil
      rest.index.offers[label] = nil
      rest.index.judged.remove(label)
      rest.parameters[label] = nil
    }
    rest.anchors[path] = nil
    for (label, places) in mentions where places.contains(path) {
      rest.mentions[label] = places.count == 1 ? nil : places.subtracting([path])
    }
    if bibliographies.contains(where: { $0.chapter == path }) {
      rest.bibliographies.removeAll { $0.chapter == path }
      rest.index.bibliography = Bibliography()
      for list in rest.bibliographies { _ = rest.index.bibliography.add(list.works) }
    }
    return rest
  }

  /// All chapters with one of them as it is now.
  func chapters(with chapter: Chapter) -> [Chapter] {
    let isKnown = chapters.contains { $0.path == chapter.path }
    return isKnown ? chapters.map { $0.path == chapter.path ? chapter : $0 } : chapters + [chapter]
  }
}
