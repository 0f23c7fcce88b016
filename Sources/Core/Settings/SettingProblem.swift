/// A mistake in a setting: what is wrong, how to mend it, and where in the text.
package struct SettingProblem: Error, Sendable, Equatable {
  package var message: String
  package var remedy: String?
  /// Bytes of the text the setting was read from.
  package var span: Range<Int>

  package init(_ message: String, remedy: String? = nil, span: Range<Int>) {
    self.message = message
    self.remedy = remedy
    self.span = span
  }
}
