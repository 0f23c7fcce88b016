import Basics
import Document
import Mathematics
import Source
import Syntax

/// The mistakes in the formulas of a book, which are found beside the reading of its directives.
struct FormulaMistakes: Sendable {
  /// By the position of the chapter.
  private let found: Beside<[Int: [Diagnostic]]>?

  /// Begins to look for them; finds none without a typesetter, which nothing else may use until they are found.
  init(of chapters: [Chapter], macros: Macros, _ typesetter: Typesetter?) {
    guard let typesetter else {
      found = nil
      return
    }
    nonisolated(unsafe) let own = typesetter
    found = Beside {
      var mistakes: [Int: [Diagnostic]] = [:]
      for (index, chapter) in chapters.enumerated() {
        mistakes[index] = try own.diagnostics(of: chapter.titledBlocks, macros)
      }
      return mistakes
    }
  }

  /// All of them; waits for them.
  ///
  /// - Throws: `TypesettingError` where nothing can be set.
  func diagnostics() throws -> [Int: [Diagnostic]] { try found?.value() ?? [:] }
}

extension Chapter {
  /// The blocks, and the title before them as a paragraph.
  var titledBlocks: [Block<Draft>] { (title.map { [.paragraph($0)] } ?? []) + blocks }
}
