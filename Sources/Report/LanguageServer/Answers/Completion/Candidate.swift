/// Something that may be written at the cursor.
struct Candidate {
  /// Kinds of the protocol.
  enum Kind: Int {
    case function = 3
    case variable = 6
    case classKind = 7
    case property = 10
    case value = 12
    case keyword = 14
    case file = 17
    case reference = 18
    case folder = 19
    case choice = 20
  }

  var label: String
  var kind: Kind
  var detail = ""
  var documentation = ""
  /// What is written; the label where it is nil.
  var text: String?
  /// The same with fields to fill in, for editors that know them.
  var snippet: String?
}
