import Settings

/// Where a computation begins, and what a chapter had it use.
package struct CodeNeed: Sendable, Hashable {
  /// Names of types.
  var roots: Set<String>
  /// The author's words for models, tasks, errors and the like.
  var words: Set<String>

  /// The code that `type` reaches, with everything that `settings` names.
  package init(of type: Any.Type, using settings: Value? = nil) {
    roots = [String(String(describing: type).prefix { $0 != "<" })]
    words = settings?.words ?? []
    if words.contains("equations") { roots.insert("StoredDefinitions") }
  }
}
