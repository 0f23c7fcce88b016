import Core
import Plot

/// A piece of running text.
indirect enum Inline<P: Phase>: Sendable, Equatable {
  case text(String)
  case code(String)
  case emphasis([Inline])
  case strong([Inline])
  case strikethrough([Inline])
  case link(destination: String, title: String, [Inline])
  /// A link to a file that the document carries.
  case attachment(Attachment, title: String, [Inline])
  case image(source: String, title: String, alternative: String)
  case math(Math)
  case softBreak
  case lineBreak
  /// A mark that leads to the footnote `label`.
  case footnoteReference(label: String, number: Int)
  case role(P.Role)
  /// A computed number; `detail` says what it is and on what it rests, `source` is the id of what gave it.
  case value(text: String, detail: String, source: String?)
  case verdict(Verdict)
  /// A number with its interval beside what is allowed, which stands in words next to it.
  case sketch(IntervalSketch)
  /// HTML of a chapter that passes it, as it stands.
  case markup(String)
}

/// A file of the project that a reader can save.
struct Attachment: Sendable, Equatable {
  /// The file's name without its folders.
  var name: String
  /// Its bytes.
  var base64: String
}

/// TeX with the place of its first byte, for the messages of the typesetter.
struct Math: Sendable, Equatable {
  var tex: String
  var span: Range<Int>
  var file: SourceFile
  /// What the macros in it stand for, by their names with the backslash.
  var macros: [String: String] = [:]
}
