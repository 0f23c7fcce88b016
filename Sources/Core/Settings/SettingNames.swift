extension Settings {
  /// Reads a bare name, keeping its place; an empty one where it is not given.
  package func name(
    _ name: String, default fallback: String = "", required: Bool = false, allowed: String, help: String
  ) -> Value {
    value(
      name, default: Value(.name(fallback)), text: required ? "poly" : fallback, required: required, allowed: allowed,
      help: help, canonical: { $0 }
    ) { given in given.head != nil && given.arguments.isEmpty ? given : nil }
  }

  /// Reads a bare name or a list of such, keeping their places.
  package func names(_ name: String, default fallback: String, allowed: String, help: String) -> [Value] {
    value(
      name, default: [Value(.name(fallback))], text: fallback, allowed: allowed, help: help, singular: false,
      canonical: { Value(.list($0)) }
    ) { given in
      var items = [given]
      if case .list(let list) = given.kind { items = list }
      return !items.isEmpty && items.allSatisfy { $0.head != nil && $0.arguments.isEmpty } ? items : nil
    }
  }
}
