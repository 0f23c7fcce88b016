import Jobs
import Results

/// What rests on what in a book: each directive with its inputs, which others offer.
///
/// Everything that asks for it reads this graph: what is run, what a preview marks as old, what `report why` and an export
/// name, and which curves an extract of results keeps.
package struct DependencyGraph: Sendable {
  /// A directive and what it rests on itself, in its settings and its words.
  private struct Node: Sendable {
    var directive: any Directive
    var inputs: Inputs
  }

  private var nodes: [Node] = []
  /// Where each directive stands, and the first with a label.
  private var positions: [Place: Int] = [:]
  private var labelled: [String: Int] = [:]
  /// Labels of what offers results, and of what has a verdict.
  private var offered: Set<String> = []
  private var judged: Set<String> = []

  /// What each directive rests on itself, in the order of the book.
  var inputs: [Inputs] { nodes.map(\.inputs) }

  /// Adds a directive whose words rest on `words`.
  mutating func append(_ directive: any Directive, words: Inputs) {
    positions[Place(directive.call.file, directive.call.span)] = nodes.count
    if let label = directive.call.label, labelled[label] == nil {
      labelled[label] = nodes.count
      if directive.offer != nil { offered.insert(label) }
      if directive.isJudged { judged.insert(label) }
    }
    var inputs = directive.inputs
    inputs.add(words)
    nodes.append(Node(directive: directive, inputs: inputs))
  }

  /// Labels that the inputs name and something offers; that of `own` is left out.
  private func labels(in inputs: Inputs, except own: String?) -> Set<String> {
    var labels = inputs.results.intersection(offered)
    labels.formUnion(inputs.readsEveryVerdict ? judged : inputs.labels.intersection(judged))
    return labels.subtracting([own].compactMap(\.self))
  }

  /// Labels of everything that a directive rests on, directly or by way of others, in the order of the book.
  package func sources(behind directive: any Directive) -> [String] {
    let own = directive.call.label
    var found: Set<String> = []
    var open = [positions[Place(directive.call.file, directive.call.span)].map { nodes[$0] }].compactMap(\.self)
    while let next = open.popLast() {
      for label in labels(in: next.inputs, except: own) where found.insert(label).inserted {
        if let index = labelled[label] { open.append(nodes[index]) }
      }
    }
    return nodes.compactMap(\.directive.call.label).filter(found.contains)
  }

  /// What must be computed for a directive: its own jobs, and those of everything that it rests on.
  package func jobs(behind directive: any Directive) -> [Job] {
    let others = sources(behind: directive).compactMap { labelled[$0].map { nodes[$0].directive } }
    return ([directive] + others).flatMap(\.jobs)
  }

  /// The labelled directives with these labels and all that rest on them, directly or by way of others, in the order of the book.
  package func labels(restingOn labels: Set<String>) -> [String] {
    var reached = labels
    var isGrowing = !labels.isEmpty
    while isGrowing {
      isGrowing = false
      for node in nodes {
        guard let label = node.directive.call.label, !reached.contains(label) else { continue }
        if !self.labels(in: node.inputs, except: label).isDisjoint(with: reached) {
          reached.insert(label)
          isGrowing = true
        }
      }
    }
    return nodes.compactMap(\.directive.call.label).filter(reached.contains)
  }

  /// The curves of each job's result that something draws, by description of the job.
  package var drawnCurves: [String: Set<String>] {
    var drawn: [String: Set<String>] = [:]
    for (label, curves) in nodes.flatMap(\.inputs.curves) {
      for job in labelled[label].map({ nodes[$0].directive.jobs }) ?? [] {
        drawn[job.description, default: []].formUnion(curves)
      }
    }
    return drawn
  }
}
