/// A mistake in a setting: what is wrong, how to mend it, and where in the text.
package struct SettingProblem: Error, Sendable, Equatable {
  /// What kind of mistake it is, from which the rule of its message follows.
  package enum Kind: Sendable {
    /// Text that cannot be read as a value or a formula.
    case malformed
    /// A setting that its owner does not have.
    case unknownSetting
    /// A setting that must be given.
    case missingSetting
    /// A name that stands for nothing where it is written, such as a model that does not exist.
    case unknownName
    /// A value that the setting does not take.
    case unsuitable
    /// A value that stands twice in a list.
    case repeated
    /// Settings or results that do not go together, each of which is sound by itself.
    case incompatible
    /// A reference to results that do not exist.
    case unresolved
  }

  package var message: String
  package var remedy: String?
  package var kind: Kind
  /// Bytes of the text the setting was read from.
  package var span: Range<Int>

  package init(_ message: String, remedy: String? = nil, kind: Kind, span: Range<Int>) {
    self.message = message
    self.remedy = remedy
    self.kind = kind
    self.span = span
  }
}
