import Basics
import Book
import Citations
import Directives
import Document
import Mathematics
import Programs
import Settings
import Source
import Syntax

/// Reads chapters into a book and finds every mistake in them; nothing is run.
struct BookReader {
  var book = Book(roles: .all)
  var diagnostics: [Diagnostic] = []
  /// The parameters of the book, by label and name.
  var scope: Scope
  var numbering = Numbering()
  var labels = LabelTable()
  /// The path of the chapter that is being read.
  var current = ""
  var bibliographies: [Surroundings.Works] = []
  /// The rest of the book, where one chapter is read by itself.
  let surroundings: Surroundings?
  /// Directives in whose settings there is a mistake; what follows from a default in its place is not told.
  var faulty: Set<Place> = []
  /// How many references of roles and links were mistakes.
  var misses = 0
  /// Roles in the text options of directives.
  var optionRoles: [RoleCall] = []
  /// The directives by their places.
  var directives: [Place: BookEntry] = [:]

  /// Reads the files in order; one called `index.md` is the preface.
  ///
  /// Without a typesetter formulae are not looked into. `overrides` are values of parameters, by label and name. A single
  /// file beside the rest of its book gives the messages about that file.
  init(
    _ files: [SourceFile], profile: Profile, typesetter: Typesetter?, project: ProjectFiles = ProjectFiles(),
    overrides: [String: [String: Value]] = [:], severities: RuleSeverities = RuleSeverities(),
    cache: ReadingCache = ReadingCache(), programs: ProgramPermission = .none, beside rest: Surroundings? = nil
  ) throws {
    scope = Scope(profile: profile, files: project, programs: programs)
    surroundings = rest
    let readings = cache.chapters(of: files, project: project, typography: rest?.settings?.typography ?? Typography())
    for (file, (chapter, problems)) in zip(files, readings) {
      diagnostics += problems
      if file.isPreface { book.preface = chapter } else { book.chapters.append(chapter) }
    }
    book.macros = Macros(everyChapter)
    let path = everyChapter.first?.path ?? ""
    if let rest, let chapter = everyChapter.first { adopt(rest.without(path), for: chapter) }
    let formulas = FormulaMistakes(of: everyChapter, macros: book.macros, typesetter)
    for chapter in everyChapter { readParameters(of: chapter, overrides: overrides) }
    let calls = everyChapter.flatMap(\.calls)
    let others = (rest?.definitions ?? []).filter { $0.chapter != path }.map(\.call)
    scope.definitions = BookDefinitionReading(others + calls).definitions
    scope.limitParts(options: calls.reduce(0) { $0 + $1.options.count })
    directives = cache.directives(of: calls, in: scope)
    if let preface = book.preface {
      book.index.language = preface.settings.byline.language
      enter(preface, as: Target(kind: preface.title?.plainText ?? "", number: "", anchor: Chapter.prefaceAnchor))
      read(preface)
    }
    for chapter in book.chapters {
      current = chapter.path
      var target = numbering.beginChapter(
        chapter.heading?.numbering ?? .numbered, title: chapter.title?.plainText ?? chapter.id)
      target.anchor = chapter.id
      current = chapter.path
      register(target, as: chapter.id, file: chapter.file, span: 0..<0)
      enter(chapter, as: target)
      if chapter.title == nil { reportMissingTitle(of: chapter) }
      read(chapter)
    }
    diagnostics += survey
    try check(formulas)
    finish(severities)
  }

  var everyChapter: [Chapter] { (book.preface.map { [$0] } ?? []) + book.chapters }

  /// What the rest of a book gives to a chapter that is read by itself.
  private mutating func adopt(_ rest: Surroundings, for chapter: Chapter) {
    (labels.known, labels.mentions, bibliographies) = (rest.labels, rest.mentions, rest.bibliographies)
    (book.index, book.anchors, scope.parameters) = (rest.index, rest.anchors, rest.parameters)
    book.macros = rest.macros.replacing(those: chapter)
  }

  /// What was read, for one of the chapters to be read again by itself.
  var asSurroundings: Surroundings {
    Surroundings(
      chapters: everyChapter, labels: labels.known, index: book.index, parameters: scope.parameters,
      macros: book.macros,
      anchors: book.anchors, mentions: labels.mentions, bibliographies: bibliographies,
      definitions: everyChapter.flatMap { chapter in
        chapter.calls.filter { EquationBody.names.contains($0.name) }.map {
          Surroundings.Definition(chapter: chapter.path, call: $0)
        }
      })
  }

  /// What shows beside the headings of other chapters.
  private var survey: [Diagnostic] {
    guard let surroundings, let chapter = everyChapter.first else { return ChapterSurvey(everyChapter).diagnostics }
    return ChapterSurvey(surroundings.chapters(with: chapter)).diagnostics.filter { $0.file.path == chapter.file.path }
  }

  mutating func report(
    _ rule: Rule, _ message: String, remedy: String, notes: [Diagnostic.Note] = [], in file: SourceFile,
    at span: Range<Int>
  ) {
    diagnostics.append(Diagnostic(rule, message, remedy: remedy, notes: notes, file: file, span: span))
  }

  private mutating func reportMissingTitle(of chapter: Chapter) {
    report(
      .missingTitle, "this chapter has no title", remedy: "begin it with a line such as # Memory", in: chapter.file,
      at: 0..<0)
  }

  /// Gives each message the severity that it has here, and each only once, however often its file is included.
  private mutating func finish(_ severities: RuleSeverities) {
    var chapters: [String: RuleSeverities] = [:]
    for chapter in everyChapter { chapters[chapter.file.path] = chapter.settings.severities }
    let preface = book.preface?.settings ?? surroundings?.settings
    let whole = [severities, preface?.severities ?? RuleSeverities()]
    var known: Set<String> = []
    diagnostics = diagnostics.compactMap { diagnostic in
      let chapter = chapters[diagnostic.file.inclusions.first?.file ?? diagnostic.file.path] ?? RuleSeverities()
      let place = "\(diagnostic.file.path):\(diagnostic.span.lowerBound):\(diagnostic.message)"
      guard known.insert(place).inserted else { return nil }
      return whole.reduce(chapter.applied(to: diagnostic)) { $0.flatMap($1.applied) }
    }
  }
}
