import Basics
import Foundation

/// The plain text of a BibTeX field: accents as letters, braces gone, dashes and quotes as they are printed.
enum TeXText {
  /// Stands for a dollar sign that is not one of those around mathematics.
  static let dollar = "\u{E024}"

  /// Mathematics between dollar signs is kept as it is, and that between `\(` and `\)` comes between such signs.
  static func plain(_ tex: String) -> String {
    var result = ""
    var rest = tex[...]
    while let first = rest.first {
      switch first {
      case "\\": result += command(&rest)
      case "{", "}": rest.removeFirst()
      case "~":
        result += "\u{A0}"
        rest.removeFirst()
      case "-", "`", "'": result += ligature(&rest)
      case "$":
        let end = rest.dropFirst().firstIndex(of: "$").map { rest.index(after: $0) } ?? rest.endIndex
        result += rest[..<end]
        rest = rest[end...]
      default:
        result.append(rest.removeFirst())
        result += QuickSearch.take(from: &rest, before: "\\{}~-`'$")
      }
    }
    return QuickSearch.singleSpaced(result)
  }

  /// An address or a name of the web: what TeX needs before a sign goes, and so do braces and commands around it.
  static func verbatim(_ tex: String) -> String {
    var text = tex.replacing(/\\(url|path|href|nolinkurl)\b\s*/, with: "")
    for (command, sign) in [("\\textunderscore", "_"), ("\\textasciitilde", "~"), ("\\~{}", "~"), ("\\slash", "/")] {
      text = text.replacing(command, with: sign)
    }
    return text.replacing(/\\(?<sign>[_%&#$~{}\-])/) { String($0.output.sign) }.filter { !"{}".contains($0) }.trimmed
  }

  private static let ligatures = [
    ("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("-", "-"), ("`", "‘"), ("'", "’"),
  ]

  private static func ligature(_ rest: inout Substring) -> String {
    for (tex, text) in ligatures where rest.hasPrefix(tex) {
      rest = rest.dropFirst(tex.count)
      return text
    }
    return String(rest.removeFirst())
  }

  private static func command(_ rest: inout Substring) -> String {
    rest.removeFirst()
    guard let first = rest.first else { return "" }
    guard first.isLetter, first.isASCII else {
      rest.removeFirst()
      if first == "(", let end = rest.firstRange(of: "\\)") {
        defer { rest = rest[end.upperBound...] }
        return "$\(rest[..<end.lowerBound])$"
      }
      if let space = spaces[first] { return space }
      return accents[first].map { accented($0, &rest) } ?? String(first)
    }
    let name = rest.prefix { $0.isLetter && $0.isASCII }
    rest = rest.dropFirst(name.count)
    if let letter = letters[String(name)] {
      rest = rest.drop { $0 == " " }
      return letter
    }
    if name.count == 1, let accent = accents[first] {
      rest = rest.drop { $0 == " " }
      return accented(accent, &rest)
    }
    if rest.first == " " { rest.removeFirst() }
    return ""
  }

  /// The next letter, between braces or not, with a combining mark.
  private static func accented(_ accent: Unicode.Scalar, _ rest: inout Substring) -> String {
    while rest.first == "{" { rest.removeFirst() }
    guard let letter = rest.first else { return "" }
    if letter == "\\" {
      let base = rest.dropFirst().first
      guard base == "i" || base == "j" else { return "" }
      rest = rest.dropFirst(2)
      return composed(base == "i" ? "i" : "j", accent)
    }
    rest.removeFirst()
    return composed(letter, accent)
  }

  private static func composed(_ letter: Character, _ accent: Unicode.Scalar) -> String {
    (String(letter) + String(Character(accent))).precomposedStringWithCanonicalMapping
  }

  private static let accents: [Character: Unicode.Scalar] = [
    "'": "\u{301}", "`": "\u{300}", "^": "\u{302}", "\"": "\u{308}", "~": "\u{303}", "=": "\u{304}", ".": "\u{307}",
    "u": "\u{306}", "v": "\u{30C}", "H": "\u{30B}", "c": "\u{327}", "k": "\u{328}", "r": "\u{30A}", "d": "\u{323}",
    "b": "\u{331}",
  ]

  /// What signs behind a backslash stand for that are not themselves.
  private static let spaces: [Character: String] = [
    " ": " ", ",": "\u{2009}", ";": " ", ":": " ", "!": "", "/": "", "-": "", "@": "", "$": dollar,
  ]

  private static let letters = [
    "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e", "BibTeX": "BibTeX", "XeTeX": "XeTeX", "th": "þ", "TH": "Þ",
    "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "copyright": "©", "pounds": "£", "euro": "€",
    "textregistered": "®", "texttrademark": "™", "textdegree": "°", "textasciitilde": "~", "textunderscore": "_",
    "textbackslash": "\\", "textdollar": dollar, "textbar": "|", "textless": "<", "textgreater": ">", "dag": "†",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "textquotesingle": "'", "guillemotleft": "«", "guillemotright": "»", "quotedblbase": "„", "glqq": "„", "grqq": "“",
    "times": "×", "slash": "/", "P": "¶",
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "i": "ı", "j": "ȷ", "ldots": "…", "dots": "…", "textendash": "–", "textemdash": "—", "S": "§",
  ]
}
