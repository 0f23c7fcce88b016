import Settings

extension Value {
  /// The names that arguments called `of` give, which are labels of directives.
  package var sources: Set<String> {
    arguments.reduce(into: []) { sources, argument in
      if argument.label == "of" { sources.formUnion(argument.value.words) }
      sources.formUnion(argument.value.sources)
    }
  }
}
