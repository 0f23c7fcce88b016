import Basics
import Book
import Citations
import Directives
import Document
import Settings
import Source
import Syntax

/// What chapters hold, numbered and read in their order.
extension BookReader {
  /// Takes the values of parameters, which may use those before them.
  mutating func readParameters(of chapter: Chapter, overrides: [String: [String: Value]]) {
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
  mutating func enter(_ chapter: Chapter, as target: Target) {
    current = chapter.path
    book.anchors[current] = target.anchor
    guard let heading = chapter.heading, let label = heading.label, label != chapter.id else { return }
    register(target, as: label, file: heading.file, span: heading.span)
  }

  /// Numbers what the chapter holds and reads its directives.
  mutating func read(_ chapter: Chapter) {
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
      let target = Target(kind: "Equation", number: row.tag ?? numbering.next("Equation"), anchor: row.label)
      add(target, as: row.label, file: row.file, span: row.span)
      labels.expectMention(of: row.label, file: row.file, span: row.span)
    }
    guard let label = equation.label else { return }
    let target = Target(kind: "Equation", number: equation.tag ?? numbering.next("Equation"), anchor: label)
    let file = equation.math.file
    add(target, as: label, file: file, span: equation.math.span, labelSpan: equation.labelSpan)
    labels.expectMention(of: label, file: file, span: equation.labelSpan)
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
    if let label = call.label, type.isLabelForReferences {
      labels.expectMention(of: label, file: call.file, span: call.labelSpan)
    }
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

  mutating func register(_ target: Target, as label: String, file: SourceFile, span: Range<Int>) {
    if let taken = labels.register(target, as: label, file: file, span: span, in: current) {
      return diagnostics.append(taken)
    }
    book.index.targets[label] = target
  }
}
