import Core

/// Reads chapters into a book and finds every mistake in them; nothing is run.
struct BookReader {
  private(set) var book = Book()
  private(set) var diagnostics: [Diagnostic] = []
  private let profile: Profile
  private var numbering = Numbering()
  /// Where each label was given first.
  private var labels: [String: String] = [:]

  /// Reads the files in order; one called `index.md` is the preface.
  init(_ files: [SourceFile], profile: Profile, typesetter: Typesetter) throws {
    self.profile = profile
    for file in files {
      let (chapter, problems) = ChapterReader.read(file)
      diagnostics += problems
      if file.isPreface { book.preface = chapter } else { book.chapters.append(chapter) }
    }
    if let preface = book.preface { read(preface) }
    for index in book.chapters.indices {
      let chapter = book.chapters[index]
      var target = numbering.beginChapter()
      target.anchor = chapter.id
      register(target, as: chapter.id, file: chapter.file, span: 0..<0)
      if chapter.title == nil { reportMissingTitle(of: chapter) }
      read(chapter)
    }
    try check(typesetter)
  }

  private mutating func reportMissingTitle(of chapter: Chapter) {
    diagnostics.append(
      Diagnostic(
        rule: "missing-title", message: "this chapter has no title", remedy: "begin it with a line such as # Memory",
        file: chapter.file, span: 0..<0))
  }

  /// Numbers what the chapter holds and reads its directives.
  private mutating func read(_ chapter: Chapter) {
    let file = chapter.file
    chapter.blocks.walk { item in
      switch item {
      case .heading(let heading):
        let number = numbering.section(level: heading.level)
        let label = heading.label
        let anchor = label ?? "section-\(number.replacing(".", with: "-"))"
        add(Target(kind: "Section", number: number, anchor: anchor), as: label, file: file, span: heading.span)
      case .equation(let equation):
        guard let label = equation.label else { return }
        let target = Target(kind: "Equation", number: numbering.next("Equation"), anchor: label)
        add(target, as: label, file: file, span: equation.math.span, labelSpan: equation.labelSpan)
      case .directive(let call): read(call)
      case .formula, .role: break
      }
    }
  }

  private mutating func read(_ call: DirectiveCall) {
    guard let type = DirectiveCatalogue.directive(named: call.name) else {
      let remedy = Suggestion.remedy(for: call.name, among: DirectiveCatalogue.all.map { $0.name })
      let message = "there is no directive '\(call.name)'"
      diagnostics.append(
        Diagnostic(rule: "unknown-directive", message: message, remedy: remedy, file: call.file, span: call.nameSpan))
      return
    }
    let reading = DirectiveReading(call, profile: profile, textOptions: type.textOptions)
    book.append(type.init(reading))
    diagnostics += reading.diagnostics
    guard let label = call.label else { return }
    let kind = type.counter ?? "Directive"
    let number = type.isNamedByLabel ? label : numbering.next(kind)
    add(
      Target(kind: kind, number: number, anchor: label), as: label, file: call.file, span: call.span,
      labelSpan: call.labelSpan)
  }

  private mutating func add(
    _ target: Target, as label: String?, file: SourceFile, span: Range<Int>, labelSpan: Range<Int>? = nil
  ) {
    book.targets[Place(file, span)] = target
    if let label { register(target, as: label, file: file, span: labelSpan ?? span) }
  }

  private mutating func register(_ target: Target, as label: String, file: SourceFile, span: Range<Int>) {
    if let first = labels[label] {
      diagnostics.append(
        Diagnostic(
          rule: "duplicate-label", message: "'\(label)' is already the label of \(first)",
          remedy: "choose another word",
          file: file, span: span))
      return
    }
    let position = file.position(of: span.lowerBound)
    labels[label] = "\(target.title) at \(file.path):\(position.line)"
    book.index.targets[label] = target
  }

  /// What shows only once everything is read: references, roles, and the formulae as TeX.
  private mutating func check(_ typesetter: Typesetter) throws {
    for directive in book.directives {
      let file = directive.call.file
      diagnostics += directive.check(among: book.index.offers).map { Diagnostic($0, rule: "reference", file: file) }
    }
    for chapter in [book.preface].compactMap({ $0 }) + book.chapters {
      let title: [Block<Draft>] = chapter.title.map { [.paragraph($0)] } ?? []
      let blocks = title + chapter.blocks
      blocks.walk { item in if case .role(let call) = item { check(call) } }
      diagnostics += try typesetter.diagnostics(of: blocks)
    }
  }

  private mutating func check(_ call: RoleCall) {
    do throws(SettingProblem) {
      let role = try RoleCatalogue.role(for: call)
      diagnostics += role.check(in: book.index).map { Diagnostic($0, rule: "reference", file: call.file) }
    } catch {
      diagnostics.append(Diagnostic(error, rule: "role", file: call.file))
    }
  }
}
