extension Value {
  /// Every name and every head of a call in the value.
  package var words: Set<String> {
    var words = arguments.reduce(into: Set<String>()) { $0.formUnion($1.value.words) }
    if let head { words.insert(head) }
    if case .list(let values) = kind { words.formUnion(values.flatMap(\.words)) }
    return words
  }
}
