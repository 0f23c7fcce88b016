extension Value {
  /// The value without the paths of files for which checksums stand: a file is the same wherever it lies.
  package var withoutPaths: Value {
    switch kind {
    case .number, .string, .name, .range: return self
    case .list(let values): return Value(.list(values.map(\.withoutPaths)), span: span)
    case .call("file", let arguments) where arguments.contains(where: { $0.label == "checksum" }):
      return Value(.call("file", arguments.filter { $0.label != nil }), span: span)
    case .call(let name, let arguments):
      let parts = arguments.map { Argument(label: $0.label, value: $0.value.withoutPaths, labelSpan: $0.labelSpan) }
      return Value(.call(name, parts), span: span)
    }
  }
}
