import Basics
import Book
import Document
import Mathematics
import Settings
import Source
import Syntax

/// What shows only beside the rest of the book.
extension BookReader {
  /// What shows only once everything is read: references, roles, and the formulae as TeX.
  mutating func check(_ formulas: FormulaMistakes) throws {
    let index = book.index
    let found = book.directives.concurrentMap { $0.check(in: index) }
    for (directive, mistakes) in zip(book.directives, found) {
      let call = directive.call
      let isFaulty = faulty.contains(Place(call.file, call.span))
      for mistake in mistakes where !isFaulty || call.isGiven(at: mistake.span) {
        diagnostics.append(Diagnostic(mistake, file: call.file))
      }
    }
    let mistakes = try formulas.diagnostics()
    for (index, chapter) in everyChapter.enumerated() {
      current = chapter.path
      chapter.titledBlocks.walk { item in
        switch item {
        case .role(let call): check(call)
        case .formula(let math): check(math)
        case .equation(let equation): check(equation.math)
        case .heading, .directive: break
        }
      }
      chapter.links.forEach { check($0) }
      diagnostics += mistakes[index] ?? []
    }
    for call in optionRoles {
      current = ProjectFiles.normalised(call.file.inclusions.first?.file ?? call.file.path)
      check(call)
    }
    for works in book.directives.compactMap(\.works) {
      works.uncited.forEach { book.index.bibliography.cite($0) }
    }
    book.index.bibliography.finish()
    diagnostics += labels.unused
  }

  private mutating func check(_ call: RoleCall) {
    if call.text.isEmpty { return }
    do {
      let role = try book.roles.role(for: call)
      // A remedy is looked for among all labels, which a thousand mistakes are enough for.
      if misses < ChapterReader.most {
        let mistakes = role.check(in: book.index).map { Diagnostic($0, file: call.file) }
        misses += mistakes.count { $0.severity == .error }
        diagnostics += mistakes
      }
      if let mention = role.mention { labels.mention(mention, in: current) }
      role.citations(in: book.index).forEach { book.index.bibliography.cite($0) }
    } catch let diagnostic as Diagnostic { diagnostics.append(diagnostic) } catch {}
  }

  private mutating func check(_ math: Math) {
    if math.definesMacro {
      report(
        .localMacro, "a macro defined in a formula is known only in that formula",
        remedy: "define it in ```{macros}, as \\RR: \\mathbb{R}", in: math.file, at: math.span)
    }
  }

  private mutating func check(_ link: Link) {
    if !link.label.isEmpty { labels.mention(link.label, in: current) }
    guard misses < ChapterReader.most else { return }
    if let path = link.path, book.anchors[path] == nil {
      misses += 1
      let names = (surroundings?.chapters ?? everyChapter).map { ProjectFiles.path(of: $0.path, from: link.file) }
      return report(
        .unresolvedReference, "unknown chapter '\(link.address)'",
        remedy: Suggestion.remedy(for: link.address, among: names), in: link.file, at: link.span)
    }
    if link.label.isEmpty { return }
    guard let known = labels.known[link.label] else {
      misses += 1
      let near = link.path.map { path in labels.known.filter { $0.value.chapter == path } } ?? labels.known
      return report(
        .unresolvedReference, "nothing\(link.path == nil ? "" : " in this chapter") is called '\(link.label)'",
        remedy: near.isEmpty
          ? "remove '#\(link.label)'" : Suggestion.remedy(for: link.label, among: Array(near.keys)),
        in: link.file, at: link.span)
    }
    guard let path = link.path, path != known.chapter else { return }
    misses += 1
    report(
      .unresolvedReference, "'\(link.label)' is in another chapter, '\(known.chapter)'",
      remedy: "write \(ProjectFiles.path(of: known.chapter, from: link.file))#\(link.label)", in: link.file,
      at: link.span)
  }
}
