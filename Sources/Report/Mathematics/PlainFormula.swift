/// Reads the formulas that are plain enough to be surely sound, in a thousandth of the time that KaTeX takes.
///
/// It knows letters, digits and common signs, groups, the commands below, and for each of these one subscript and one
/// superscript. Whatever else a formula holds is left to KaTeX, mistakes above all.
struct PlainFormula {
  /// Signs, which may be an argument too.
  private static let signs = names(
    """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho varrho sigma varsigma
    tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell infty partial nabla
    """)
  /// Operators, which take a subscript and a superscript.
  private static let operators = names(
    "sum prod int log ln exp sin cos tan sinh cosh tanh max min sup inf lim det dim arg Pr")
  /// What takes neither.
  private static let others = names(
    """
    le leq ge geq ne neq approx sim equiv propto to mapsto rightarrow leftarrow Rightarrow in notin subset subseteq cup cap
    cdot times pm mp circ ll gg mid forall exists dots ldots cdots quad qquad langle rangle
    """)
  /// The number of groups behind commands.
  private static let groups = [
    "frac": 2, "sqrt": 1, "hat": 1, "bar": 1, "tilde": 1, "vec": 1, "dot": 1, "mathbb": 1, "mathcal": 1, "mathrm": 1,
    "mathbf": 1,
  ]
  private static let marks = Set("0123456789+-*/=<>()[]|,.;:!?".utf8)
  /// Signs behind a backslash.
  private static let escaped = Set(",;:! {}|".utf8)
  private static let deepest = 20

  private let bytes: [UInt8]
  private var place = 0

  private static func names(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  /// Whether KaTeX surely sets the formula, which has no macros.
  static func isSound(_ tex: String) -> Bool {
    var formula = PlainFormula(bytes: Array(tex.utf8))
    return formula.readItems(depth: 0) && formula.place == formula.bytes.count
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 32) }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard let next, UInt32(next) == sign.value else { return false }
    place += 1
    return true
  }

  private mutating func skipSpace() { while next == 0x20 || next == 0x0A { place += 1 } }

  /// Reads up to the end, or to a brace that closes a group; false where something is not known.
  private mutating func readItems(depth: Int) -> Bool {
    guard depth < Self.deepest else { return false }
    while true {
      skipSpace()
      guard let next, next != UInt8(ascii: "}") else { return true }
      if next == UInt8(ascii: "{") {
        guard readGroup(depth: depth), readScripts(depth: depth) else { return false }
      } else if next == UInt8(ascii: "\\") {
        guard readCommand(depth: depth) else { return false }
      } else if Self.marks.contains(next) || Self.isLetter(next) {
        place += 1
        guard readScripts(depth: depth) else { return false }
      } else {
        return false
      }
    }
  }

  private mutating func readGroup(depth: Int) -> Bool { take("{") && readItems(depth: depth + 1) && take("}") }

  /// The name behind a backslash; empty where another sign than a letter stands there.
  private mutating func readName() -> String {
    place += 1
    let start = place
    while let next, Self.isLetter(next) { place += 1 }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private mutating func readCommand(depth: Int) -> Bool {
    let name = readName()
    if name.isEmpty {
      guard let next, Self.escaped.contains(next) else { return false }
      place += 1
      return true
    }
    if Self.others.contains(name) { return true }
    if let count = Self.groups[name] {
      for _ in 0..<count { if !readGroup(depth: depth) { return false } }
    } else if !Self.signs.contains(name), !Self.operators.contains(name) {
      return false
    }
    return readScripts(depth: depth)
  }

  /// Reads at most one subscript, and one superscript or some primes with one.
  private mutating func readScripts(depth: Int) -> Bool {
    var (hasLower, hasUpper) = (false, false)
    while true {
      skipSpace()
      if take("_") {
        guard !hasLower, readArgument(depth: depth) else { return false }
        hasLower = true
      } else if take("^") {
        guard !hasUpper, readArgument(depth: depth) else { return false }
        hasUpper = true
      } else if take("'") {
        guard !hasUpper else { return false }
        while take("'") {}
        if take("^"), !readArgument(depth: depth) { return false }
        hasUpper = true
      } else {
        return true
      }
    }
  }

  /// A group, a letter, a digit or a sign.
  private mutating func readArgument(depth: Int) -> Bool {
    skipSpace()
    guard let next else { return false }
    if next == UInt8(ascii: "{") { return readGroup(depth: depth) }
    if next == UInt8(ascii: "\\") { return Self.signs.contains(readName()) }
    guard Self.isLetter(next) || "0123456789*+-".utf8.contains(next) else { return false }
    place += 1
    return true
  }
}
