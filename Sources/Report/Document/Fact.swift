/// A line of how the report was made.
package struct Fact: Sendable, Equatable {
  package var label: String
  package var value: String
  /// Whether it differs from build to build of the same chapters, as a time does.
  package var varies: Bool
  /// Whether it is a command to type.
  package var isCommand: Bool

  package init(label: String, value: String, varies: Bool = false, isCommand: Bool = false) {
    self.label = label
    self.value = value
    self.varies = varies
    self.isCommand = isCommand
  }
}
