import Book
import Document
import Source
import Syntax

/// What shows only beside the other headings and chapters of a book: levels left out, titles and pages given twice.
struct ChapterSurvey {
  private(set) var diagnostics: [Diagnostic] = []

  init(_ chapters: [Chapter]) {
    var titles: [String: Chapter] = [:]
    var pages = ["index": "the first page"]
    for chapter in chapters {
      survey(chapter.blocks)
      if !chapter.file.isPreface { addPage(of: chapter, to: &pages) }
      guard let heading = chapter.heading, !heading.content.plainText.isEmpty else { continue }
      if let first = titles[heading.content.plainText], let other = first.heading {
        let note = Diagnostic.Note(message: "it already has this title", file: other.file, span: other.span)
        diagnostics.append(
          Diagnostic(
            .repeatedTitle, "two chapters are called '\(heading.content.plainText)'",
            remedy: "give one of them another title", notes: [note], file: heading.file, span: heading.span))
      } else {
        titles[heading.content.plainText] = chapter
      }
    }
  }

  /// Every chapter is a page of the site, and no two may have the same name.
  private mutating func addPage(of chapter: Chapter, to pages: inout [String: String]) {
    let page = Label.slug(chapter.id)
    if let other = pages[page] {
      diagnostics.append(
        Diagnostic(
          .duplicateLabel, "this chapter's page would be '\(page).html', which is that of \(other)",
          remedy: "give its file another name", file: chapter.file, span: 0..<0))
    } else {
      pages[page] = "'\(chapter.path)'"
    }
  }

  /// Reports headings that leave out a level, and titles within a chapter.
  private mutating func survey(_ blocks: [Block<Draft>]) {
    var level = 1
    for case .heading(let heading) in blocks {
      if heading.level == 1 {
        add(heading, "a chapter has one title", remedy: "write ## for a section, or begin another file")
      } else if heading.level > level + 1 {
        let marks = [heading.level, level].map { String(repeating: "#", count: $0) }
        add(
          heading, "'\(marks[0])' follows '\(marks[1])' and leaves out a level", remedy: "write \(marks[1])# here")
      }
      level = heading.level
    }
  }

  private mutating func add(_ heading: Heading<Draft>, _ message: String, remedy: String) {
    diagnostics.append(Diagnostic(.skippedLevel, message, remedy: remedy, file: heading.file, span: heading.span))
  }
}
