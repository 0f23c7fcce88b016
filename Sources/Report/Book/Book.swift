import Document
import Jobs
import Results
import Settings
import Source
import Store
import Syntax

/// Where something stands in the chapters.
package struct Place: Hashable, Sendable {
  private let file: String
  private let byte: Int

  package init(_ file: SourceFile, _ span: Range<Int>) {
    self.file = file.identity
    byte = span.lowerBound
  }
}

/// Every chapter as read, its directives, and what has a number or a label.
package struct Book: Sendable {
  /// The chapter without number that gives title and abstract, `index.md`.
  package var preface: Chapter?
  package var chapters: [Chapter] = []
  /// In the order of the text.
  package var directives: [any Directive] = []
  /// Headings, equations and directives by their place.
  package var targets: [Place: Target] = [:]
  package var index = BookIndex()
  package var macros = Macros()
  /// For the path of each chapter its id in the page.
  package var anchors: [String: String] = [:]
  private var positions: [Place: Int] = [:]
  /// Where the directive with a label stands among all.
  private var labelled: [String: Int] = [:]
  /// The settings of each directive as given, with profiles resolved.
  private(set) var settings: [Value] = []
  /// What rests on what.
  package private(set) var graph = DependencyGraph()
  /// The roles that its text may call.
  package let roles: RoleCatalogue

  package init(roles: RoleCatalogue) { self.roles = roles }

  /// The directive that was read from a call.
  func directive(for call: DirectiveCall) -> (any Directive)? {
    positions[Place(call.file, call.span)].map { directives[$0] }
  }

  package func directive(labelled label: String) -> (any Directive)? { labelled[label].map { directives[$0] } }

  /// Adds a directive with the settings that were given and the roles in its text options.
  package mutating func append(_ directive: any Directive, given arguments: [Argument], roles: [RoleCall] = []) {
    graph.append(directive, words: inputs(of: roles + directive.call.body.roles))
    positions[Place(directive.call.file, directive.call.span)] = directives.count
    if let label = directive.call.label, labelled[label] == nil { labelled[label] = directives.count }
    directives.append(directive)
    settings.append(Value(.call(directive.call.name, arguments)))
    guard let label = directive.call.label, index.offers[label] == nil else { return }
    index.offers[label] = directive.offer
    if directive.isJudged { index.judged.insert(label) }
  }

  /// Whether every directive has the settings that those of another book have, so that equal results give equal numbers.
  package func hasSameSettings(as other: Book) -> Bool {
    settings == other.settings && directives.map(\.call.label) == other.directives.map(\.call.label)
  }

  /// Whether a directive without one of some labels has one of some words in its text or its settings.
  func names(_ words: Set<String>, besides labels: Set<String>) -> Bool {
    zip(directives, settings).contains { directive, settings in
      if let label = directive.call.label, labels.contains(label) { return false }
      let texts = [directive.call.source, settings.description]
      return texts.contains { text in words.contains(where: text.contains) }
    }
  }

  /// Whether it says of every label, number and work what another book says, so that equal drafts come to equal chapters.
  func refersLike(_ other: Book) -> Bool {
    index.targets == other.index.targets && anchors == other.anchors && macros == other.macros
      && index.language == other.index.language && index.bibliography.citesLike(other.index.bibliography)
      && graph.inputs == other.graph.inputs
  }

  /// Whether the preface lists the claims itself.
  var prefaceListsClaims: Bool {
    var listsClaims = false
    preface?.blocks.walk { item in
      guard case .directive(let call) = item, let directive = directive(for: call) else { return }
      if type(of: directive).listsFindings { listsClaims = true }
    }
    return listsClaims
  }

  /// The number of a chapter, nil for one that has none.
  func number(of chapter: Chapter) -> String? {
    index.targets[chapter.id].flatMap { $0.number.isEmpty ? nil : $0.number }
  }

  /// Where a link leads in the page: `#label`, `chapters/02-chapter.md` and both together are places in it.
  func address(for destination: String) -> String {
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts[0].isEmpty || anchors[parts[0]] != nil else { return destination }
    let label = parts.count > 1 ? parts[1] : ""
    let anchor = label.isEmpty ? anchors[parts[0]] : index.targets[label]?.anchor
    return anchor.map { "#\($0)" } ?? destination
  }

  /// What stands for all that the directive with a label offers: equal identities, equal datasets.
  ///
  /// It holds the settings as given, the keys of the results, and the code that makes datasets of them; for what needs no
  /// results, the numbers and curves themselves.
  func identity(
    of label: String, _ dataset: Dataset, _ outcomes: [String: Outcome], _ code: CodeVersions
  ) -> String? {
    guard let index = labelled[label] else { return nil }
    let directive = directives[index]
    let keys = directive.jobs.map { job in
      outcomes[job.description].map { "\($0.key)\($0.failure == nil ? "" : " failed")" } ?? "none"
    }
    let version = code.version(of: CodeNeed(of: type(of: directive), using: settings[index]))
    let checksums = directive.dataFiles.map(\.checksum)
    let parts = keys.isEmpty && checksums.isEmpty ? [dataset.fingerprint] : keys + checksums
    return ([version, "\(settings[index])"] + parts).joined(separator: " ")
  }

  /// Ids in the page of what rests on the results with these labels, directly or by way of others.
  package func places(restingOn labels: Set<String>) -> [String] {
    graph.labels(restingOn: labels).compactMap { index.targets[$0]?.anchor }
  }

  /// What the words of some roles rest on.
  private func inputs(of calls: [RoleCall]) -> Inputs {
    calls.reduce(into: Inputs()) { inputs, call in
      if let role = try? roles.role(for: call) { inputs.add(role.inputs) }
    }
  }

  /// Every computation that the report needs.
  package var jobs: [Job] { directives.flatMap(\.jobs) }
}

extension Chapter {
  /// The id of the page, which is that of the preface.
  package static let prefaceAnchor = "top"

  /// The file's path as links from other files lead to it.
  package var path: String { ProjectFiles.normalised(file.path) }

  /// The file's name without its ending, "01-memory-bias".
  package var id: String { String(file.path.split(separator: "/").last?.dropLast(3) ?? "") }

  /// Every directive, also those within others.
  package var calls: [DirectiveCall] {
    var calls: [DirectiveCall] = []
    blocks.walk { item in if case .directive(let call) = item { calls.append(call) } }
    return calls
  }
}

extension [Block<Draft>] {
  /// Every role in the blocks, also in the bodies of directives.
  fileprivate var roles: [RoleCall] {
    var roles: [RoleCall] = []
    walk { item in if case .role(let call) = item { roles.append(call) } }
    return roles
  }
}
