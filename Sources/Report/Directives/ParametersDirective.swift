import Basics
import Book
import Document
import Jobs
import Results
import Settings
import Source
import Syntax

/// `{parameters}`: values under names that settings and sentences of the whole book may use.
package struct ParametersDirective: Directive {
  package static let name = "parameters"
  package static let summary =
    "names values, for settings as 'shared.length' and for sentences as {value}`shared.length`; --set changes one"
  package static let example = """
    ```{parameters} shared
    length: 20
    ```

    ```{sensitivity} short
    error: squared
    length: shared.length
    ```

    Over {value}`shared.length %d` steps.
    """

  package static let namesParameters = true

  package let call: DirectiveCall
  package let offer: Offer?
  private let values: [(name: String, value: Value)]
  private let numbers: [String: Double]

  package init(_ reading: DirectiveReading) {
    call = reading.call
    _ = reading.requiredLabel()
    let own = reading.scope.parameters[call.label ?? ""] ?? [:]
    values = reading.arguments.map { argument in
      let name = argument.label ?? ""
      return (name, own[name].map { reading.scope.resolve($0).value } ?? argument.value)
    }
    numbers = values.reduce(into: [:]) { numbers, item in
      if case .number(let number) = item.value.kind { numbers[item.name] = number }
    }
    if values.isEmpty, reading.diagnostics.isEmpty {
      reading.report(
        Mistake(
          .emptyDirective, "'parameters' has no values", remedy: "add one, such as length: 100", span: call.nameSpan))
    }
    offer = Offer(numbers: numbers.mapValues { _ in "a parameter" }, stated: numbers.mapValues { [$0] })
  }

  package func dataset(from outcomes: [String: Outcome]) -> Dataset? {
    offer.map { Dataset(offer: $0, results: [[Dataset.Result(numbers: numbers)]]) }
  }

  package func blocks(in context: CarryingOut) throws -> [Block<Final>] {
    let rows = values.map { [[Inline<Final>.code($0.name)], [.code($0.value.description)]] }
    let table = context.table(["Parameter", "Value"], rows: rows)
    return [
      context.box(
        "experiment", title: "Parameters", body: try context.blocks(call.body),
        details: (context.language.count(values.count, "value"), [.table(table)]))
    ]
  }
}
