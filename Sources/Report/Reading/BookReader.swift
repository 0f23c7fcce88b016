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
  private(set) var book = Book(roles: .all)
  private(set) var diagnostics: [Diagnostic] = []
  /// The parameters of the book, by label and name.
  private(set) var scope: Scope
  private var numbering = Numbering()
  /// What each label stands for first.
  private var labels: [String: Surroundings.KnownLabel] = [:]
  /// The path of the chapter that is being read.
  private var current = ""
  /// Labels that serve references alone, and those that are referred to.
  private var optionalLabels: [(label: String, file: SourceFile, span: Range<Int>)] = []
  /// For each label the paths of the chapters that refer to it.
  private var mentions: [String: Set<String>] = [:]
  private var bibliographies: [Surroundings.Works] = []
  /// The rest of the book, where one chapter is read by itself.
  private let surroundings: Surroundings?
  /// Directives in whose settings there is a mistake; what follows from a default in its place is not told.
  private var faulty: Set<Place> = []
  /// How many references of roles and links were mistakes.
  private var misses = 0
  /// Roles in the text options of directives.
  private var optionRoles: [RoleCall] = []
  /// The directives by their places.
  private var directives: [Place: BookEntry] = [:]

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
    let readings = cache.chapters(of: files, project: project, isSmart: rest?.settings?.isSmart ?? false)
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

  private var everyChapter: [Chapter] { (book.preface.map { [$0] } ?? []) + book.chapters }

  /// What the rest of a book gives to a chapter that is read by itself.
  private mutating func adopt(_ rest: Surroundings, for chapter: Chapter) {
    (labels, mentions, bibliographies) = (rest.labels, rest.mentions, rest.bibliographies)
    (book.index, book.anchors, scope.parameters) = (rest.index, rest.anchors, rest.parameters)
    book.macros = rest.macros.replacing(those: chapter)
  }

  /// What was read, for one of the chapters to be read again by itself.
  var asSurroundings: Surroundings {
    Surroundings(
      chapters: everyChapter, labels: labels, index: book.index, parameters: scope.parameters, macros: book.macros,
      anchors: book.anchors, mentions: mentions, bibliographies: bibliographies,
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

  private mutating func report(
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

  /// Takes the values of parameters, which may use those before them.
  private mutating func readParameters(of chapter: Chapter, overrides: [String: [String: Value]]) {
    chapter.blocks.walk { item in
      guard case .directive(let call) = item, let label = call.label,
        DirectiveCatalogue.directive(named: call.name)?.namesParameters == true
      else {
        return
      }
      if scope.parameters[label] == nil { scope.parameters[label] = [:] }
      for option in call.options {
        var part = call
        part.options = [option]
        guard let given = DirectiveReading(part, scope: scope, textOptions: []).arguments.first?.value else { continue }
        scope.parameters[label]?[option.name] = overrides[label]?[option.name] ?? given
      }
    }
  }

  /// Makes a chapter known by its path and by the label of its title.
  private mutating func enter(_ chapter: Chapter, as target: Target) {
    current = chapter.path
    book.anchors[current] = target.anchor
    guard let heading = chapter.heading, let label = heading.label, label != chapter.id else { return }
    register(target, as: label, file: heading.file, span: heading.span)
  }

  /// Numbers what the chapter holds and reads its directives.
  private mutating func read(_ chapter: Chapter) {
    chapter.blocks.walk { item in
      switch item {
      case .heading(let heading): read(heading)
      case .equation(let equation): read(equation)
      case .directive(let call): read(call)
      case .formula, .role: break
      }
    }
  }

  private mutating func read(_ heading: Heading<Draft>) {
    let number = heading.numbering == .unnumbered ? nil : numbering.section(level: heading.level)
    guard let anchor = heading.label ?? number.map({ "section-\($0.replacing(".", with: "-"))" }) else { return }
    let target = Target(
      kind: number == nil ? heading.content.plainText : "Section", number: number ?? "", anchor: anchor)
    add(target, as: heading.label, file: heading.file, span: heading.span)
  }

  private mutating func read(_ equation: Equation) {
    for row in equation.rows {
      let target = Target(kind: "Equation", number: numbering.next("Equation"), anchor: row.label)
      add(target, as: row.label, file: row.file, span: row.span)
      optionalLabels.append((row.label, row.file, row.span))
    }
    guard let label = equation.label else { return }
    let target = Target(kind: "Equation", number: numbering.next("Equation"), anchor: label)
    let file = equation.math.file
    add(target, as: label, file: file, span: equation.math.span, labelSpan: equation.labelSpan)
    optionalLabels.append((label, file, equation.labelSpan))
  }

  private mutating func read(_ call: DirectiveCall) {
    guard let type = DirectiveCatalogue.directive(named: call.name) else {
      let remedy = Suggestion.remedy(for: call.name, among: DirectiveCatalogue.all.map { $0.name })
      report(
        .unknownDirective, "unknown directive '\(call.name)'", remedy: remedy, in: call.file, at: call.nameSpan)
      return
    }
    let place = Place(call.file, call.span)
    let read = directives[place] ?? BookEntry(call, as: type, in: scope)
    book.append(read.directive, given: read.arguments, roles: read.roles)
    diagnostics += read.diagnostics
    if !read.diagnostics.isEmpty { faulty.insert(place) }
    optionRoles += read.roles
    if let works = read.directive.works { add(works) }
    number(call, as: type)
  }

  private mutating func number(_ call: DirectiveCall, as type: any Directive.Type) {
    guard call.label != nil || type.counter != nil else { return }
    var target = Target(kind: type.counter ?? type.name.capitalised, number: "", anchor: call.label ?? "")
    if let series = type.series { target.number = numbering.next(series) }
    add(target, as: call.label, file: call.file, span: call.span, labelSpan: call.labelSpan)
    if let label = call.label, type.isLabelForReferences { optionalLabels.append((label, call.file, call.labelSpan)) }
  }

  private mutating func add(_ works: WorkList) {
    bibliographies.append(Surroundings.Works(chapter: current, works: works))
    for (new, old) in book.index.bibliography.add(works) {
      let note = Diagnostic.Note(message: "it is first given here", file: old.source.file, span: old.source.keySpan)
      report(
        .duplicateLabel, "the work '\(new.key)' is given twice", remedy: "remove one of them, or choose another key",
        notes: [note], in: new.source.file, at: new.source.keySpan)
    }
  }

  private mutating func add(
    _ target: Target, as label: String?, file: SourceFile, span: Range<Int>, labelSpan: Range<Int>? = nil
  ) {
    book.targets[Place(file, span)] = target
    if let label { register(target, as: label, file: file, span: labelSpan ?? span) }
  }

  private mutating func register(_ target: Target, as label: String, file: SourceFile, span: Range<Int>) {
    if let first = labels[label] {
      let note = Diagnostic.Note(message: "\(first.title) has it already", file: first.file, span: first.span)
      report(
        .duplicateLabel, "'\(label)' is already the label of \(first.title)", remedy: "choose another word",
        notes: [note], in: file, at: span)
      return
    }
    labels[label] = Surroundings.KnownLabel(title: target.title, file: file, span: span, chapter: current)
    book.index.targets[label] = target
  }

  /// What shows only once everything is read: references, roles, and the formulae as TeX.
  private mutating func check(_ formulas: FormulaMistakes) throws {
    for directive in book.directives {
      let call = directive.call
      let isFaulty = faulty.contains(Place(call.file, call.span))
      for mistake in directive.check(in: book.index) where !isFaulty || call.isGiven(at: mistake.problem.span) {
        diagnostics.append(Diagnostic(mistake.problem, rule: mistake.rule, file: call.file))
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
    for (label, file, span) in optionalLabels where mentions[label] == nil {
      report(
        .unusedLabel, "nothing refers to '\(label)'", remedy: "refer to it with {ref}`\(label)`, or remove the label",
        in: file, at: span)
    }
  }

  private mutating func check(_ call: RoleCall) {
    if call.text.isEmpty { return }
    do {
      let role = try book.roles.role(for: call)
      // A remedy is looked for among all labels, which a thousand mistakes are enough for.
      if misses < ChapterReader.most {
        let mistakes = role.check(in: book.index).map { Diagnostic($0.problem, rule: $0.rule, file: call.file) }
        misses += mistakes.count { $0.severity == .error }
        diagnostics += mistakes
      }
      if let mention = role.mention { mentions[mention, default: []].insert(current) }
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
    if !link.label.isEmpty { mentions[link.label, default: []].insert(current) }
    guard misses < ChapterReader.most else { return }
    if let path = link.path, book.anchors[path] == nil {
      misses += 1
      let names = (surroundings?.chapters ?? everyChapter).map { ProjectFiles.path(of: $0.path, from: link.file) }
      return report(
        .unresolvedReference, "unknown chapter '\(link.address)'",
        remedy: Suggestion.remedy(for: link.address, among: names), in: link.file, at: link.span)
    }
    if link.label.isEmpty { return }
    guard let known = labels[link.label] else {
      misses += 1
      let near = link.path.map { path in self.labels.filter { $0.value.chapter == path } } ?? labels
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
