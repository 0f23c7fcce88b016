/// A line of how the report was made.
struct Fact: Sendable, Equatable {
  var label: String
  var value: String
  /// Whether it differs from build to build of the same chapters, as a time does.
  var varies = false
  /// Whether it is a command to type.
  var isCommand = false
}
