import Jobs

extension Book {
  /// The curves of each job's result that a figure draws, by description of the job.
  package var drawnCurves: [String: Set<String>] {
    var drawn: [String: Set<String>] = [:]
    for drawing in directives.compactMap(\.drawing) {
      for job in drawing.sources.compactMap(directive(labelled:)).flatMap(\.jobs) {
        drawn[job.description, default: []].formUnion(drawing.curves)
      }
    }
    return drawn
  }
}
