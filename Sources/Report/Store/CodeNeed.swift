import Settings

/// Where a computation begins, and what a chapter had it use.
package struct CodeNeed: Sendable, Hashable {
  /// Names of types.
  package var roots: Set<String>
  /// The author's words for models, tasks, errors and the like.
  package var words: Set<String>
  /// Whether no code of this program makes the result.
  package private(set) var isOutside = false

  /// Of what another program computes: no edit of this one makes it again.
  package static let outside = CodeNeed(roots: [], words: [], isOutside: true)

  private init(roots: Set<String>, words: Set<String>, isOutside: Bool) {
    (self.roots, self.words, self.isOutside) = (roots, words, isOutside)
  }

  /// The code that `type` reaches, with everything that `settings` names.
  package init(of type: Any.Type, using settings: Value? = nil) {
    roots = [String(String(describing: type).prefix { $0 != "<" })]
    words = settings?.words ?? []
    if words.contains("equations") { roots.insert("StoredDefinitions") }
  }
}
