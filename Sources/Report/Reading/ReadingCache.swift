import Basics
import Book
import Definitions
import Directives
import Document
import Equations
import Settings
import Source
import Syntax

/// A directive as it was read, with what was found on the way.
struct BookEntry: Sendable {
  let directive: any Directive
  /// The settings as given, with profiles resolved.
  let arguments: [Argument]
  let diagnostics: [Diagnostic]
  /// The roles in its text options.
  let roles: [RoleCall]

  /// Whether nothing is wrong with it; what is doubtful lies in its own settings.
  var isSound: Bool { diagnostics.allSatisfy { $0.severity == .warning } }

  init(_ call: DirectiveCall, as type: any Directive.Type, in scope: Scope) {
    let reading = DirectiveReading(call, scope: scope, textOptions: type.textOptions)
    directive = type.init(reading)
    (arguments, diagnostics, roles) = (reading.arguments, reading.diagnostics, reading.roles)
  }
}

/// What was read of chapters, for a preview, which reads the book again and again.
///
/// A chapter is known again by its bytes; all is forgotten when a file changes that chapters name. What had mistakes is read
/// again, for they may lie in what is around it.
package final class ReadingCache {
  typealias ReadChapter = (chapter: Chapter, diagnostics: [Diagnostic])

  private var chapters: [String: ReadChapter] = [:]
  private var directives: [Place: BookEntry] = [:]
  private var typography = Typography()
  private var parameters: [String: [String: Value]] = [:]
  private var definitions: [String: String] = [:]
  /// What stands for each file that chapters named, by path.
  private var named: [String: String] = [:]
  /// Counts how often all was forgotten.
  private(set) var reading = 0

  /// Forgets what rests on files that have changed.
  func check(unsaved: UnsavedFiles) {
    if !named.allSatisfy({ Sightings.isAsBefore($0, $1, unsaved: unsaved) }) {
      (chapters, directives, named) = ([:], [:], [:])
      reading += 1
    }
  }

  /// Whether a chapter named the file at a path.
  func knows(_ path: String) -> Bool { named[path] != nil || named[ProjectFiles.normalised(path)] != nil }

  /// Takes in files that chapters named.
  func note(_ files: Sightings) { named.merge(files.all) { $1 } }

  /// Each file as a chapter; those that are not known are read on all cores. Without a preface among them, `typography`
  /// is that of the book.
  func chapters(of files: [SourceFile], project: ProjectFiles, typography: Typography = Typography()) -> [ReadChapter] {
    let typography = files.first(where: \.isPreface).map { ChapterReader.settings(of: $0).typography } ?? typography
    let known = typography == self.typography ? chapters : [:]
    self.typography = typography
    let read = files.concurrentMap { file -> ReadChapter in
      if let known = known[file.identity], known.diagnostics.isEmpty, known.chapter.file == file { return known }
      return ChapterReader.read(file, files: project, typography: typography)
    }
    chapters = Dictionary(zip(files.map(\.identity), read)) { $1 }
    return read
  }

  /// What each call gives, by its place; those that are not known are read on all cores. Calls of no directive are left out.
  func directives(of calls: [DirectiveCall], in scope: Scope) -> [Place: BookEntry] {
    let (known, changed) = (scope.parameters == parameters ? directives : [:], changedDefinitions(scope))
    let read = calls.concurrentMap { call -> BookEntry? in
      let known = known[Place(call.file, call.span)]
      if let known, known.isSound, known.directive.call == call, !changed.isMentioned(in: call) { return known }
      return DirectiveCatalogue.directive(named: call.name).map { BookEntry(call, as: $0, in: scope) }
    }
    parameters = scope.parameters
    definitions = scope.bookDefinitions.fingerprint
    directives = [:]
    for (call, directive) in zip(calls, read) { directives[Place(call.file, call.span)] = directive }
    return directives
  }

  /// The definitions of the book that are not as they were read.
  private func changedDefinitions(_ scope: Scope) -> ChangedDefinitions {
    let now = scope.bookDefinitions.fingerprint
    let labels = Set(now.keys).union(definitions.keys).filter { now[$0] != definitions[$0] }
    return ChangedDefinitions(labels, parameters: scope.parameters)
  }
}

/// Definitions that changed, for whatever may use them to be read again.
private struct ChangedDefinitions: Sendable {
  /// More are not looked for one by one.
  private static let most = 20

  private let words: [String]
  /// Whether anything may use them.
  private let isEverywhere: Bool

  init(_ labels: Set<String>, parameters: [String: [String: Value]]) {
    let words = labels.flatMap { [$0, BookFunctions.name(of: $0)] }
    self.words = words
    let values = parameters.values.lazy.flatMap(\.values)
    isEverywhere =
      labels.count > Self.most
      || !words.isEmpty && values.contains { value in words.contains { value.description.contains($0) } }
  }

  /// Whether a call uses one of them, as far as its text tells.
  func isMentioned(in call: DirectiveCall) -> Bool {
    isEverywhere
      || !words.isEmpty
        && words.contains { word in
          call.label == word || call.options.contains { $0.text.contains(word) }
            || call.equations.contains { $0.text.contains(word) }
        }
  }
}
