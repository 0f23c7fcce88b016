import CBrotli
import CHarfBuzz
import Document
import Files
import Foundation
import Plot

/// The fonts that a page carries: a text face that goes with the formulae, a sans, which figures are set in too, and one for
/// code, each reduced to the characters of the page.
///
/// Gentium Plus is under the SIL Open Font License, DejaVu under that of Bitstream Vera; both allow embedding.
package enum EmbeddedFonts {
  /// A family and the part of the page that it sets.
  private struct Family {
    var name: String
    /// The variable of the style sheet that asks for it.
    var variable: String
    /// What takes over where it lacks a character.
    var fallback: String
    var faces: [(isBold: Bool, isItalic: Bool)]
  }

  private static let families = [
    Family(
      name: "Gentium Plus", variable: "--serif", fallback: "\"\(LabelTypesetter.usualFont)\",serif",
      faces: [(false, false), (false, true), (true, false)]),
    Family(
      name: LabelTypesetter.usualFont, variable: "--sans", fallback: "sans-serif",
      faces: [(false, false), (true, false)]),
    Family(
      name: "DejaVu Sans Mono", variable: "--mono", fallback: "\"\(LabelTypesetter.usualFont)\",monospace",
      faces: [(false, false)]),
  ]

  /// The files that pages are made with.
  package static let files: [String] = families.flatMap { family in family.faces.compactMap { file(family, $0)?.path } }

  /// Why pages look as the reader's own fonts make them look; nil where all families are installed.
  package static let problem: String? = {
    let missing = families.filter { family in family.faces.contains { file(family, $0) == nil } }
    guard !missing.isEmpty else { return nil }
    let names = missing.map { "'\($0.name)'" }.joined(separator: " and ")
    return "the fonts \(names) are not installed, so the report is shown in the reader's own; "
      + "run ./bootstrap, or install them (Debian: fonts-sil-gentiumplus and fonts-dejavu-core)"
  }()

  private static func file(_ family: Family, _ face: (isBold: Bool, isItalic: Bool)) -> FontFile? {
    FontFile(family: family.name, bold: face.isBold, italic: face.isItalic)
  }

  /// Rules that bring the fonts and ask for them; none for a family that is not installed.
  static func css(for characters: Set<Unicode.Scalar>) -> String {
    var faces = ""
    var variables: [String] = []
    for family in families {
      let rules = family.faces.compactMap { face -> String? in
        guard let file = file(family, face), let subset = FontSubset(of: file, for: characters),
          let data = WOFF2.compressed(subset.data)
        else { return nil }
        let style = "font-weight:\(face.isBold ? 700 : 400);font-style:\(face.isItalic ? "italic" : "normal")"
        let source = "url(data:font/woff2;base64,\(data.base64EncodedString()))format(\"woff2\")"
        return "@font-face{font-family:\"\(family.name)\";\(style);src:\(source)}\n"
      }
      guard rules.count == family.faces.count else { continue }
      faces += rules.joined()
      variables.append("\(family.variable):\"\(family.name)\",\(family.fallback)")
    }
    return variables.isEmpty ? "" : "\(faces):root{\(variables.joined(separator: ";"))}\n"
  }

  /// All that the rules for some characters rest on, as text: the characters, the files of the fonts and what reduces them.
  static func basis(of characters: Set<Unicode.Scalar>) -> String {
    let fonts = files.map { path in
      "\(path) \(FileState(of: path).map { "\($0.bytes) \($0.modified)" } ?? "none")"
    }
    let letters = characters.map(\.value).sorted().map { String($0, radix: 16) }.joined(separator: " ")
    let libraries = "HarfBuzz \(String(cString: hb_version_string())), Brotli \(BrotliEncoderVersion())"
    return (["fonts", libraries] + fonts + [letters]).joined(separator: "\n")
  }

  /// The characters that some texts need: those of a keyboard, those that the style sheet and the script write, and what
  /// else occurs.
  static func characters(of texts: [String]) -> Set<Unicode.Scalar> {
    characters(of: texts, and: common)
  }

  private static func characters(of texts: [String], and others: Set<Unicode.Scalar>) -> Set<Unicode.Scalar> {
    var characters = others
    for var text in texts { text.withUTF8 { collect($0, into: &characters) } }
    return characters
  }

  /// Adds the characters of UTF-8 beyond ASCII; pages are long, and most of their bytes are not looked at twice.
  private static func collect(_ bytes: UnsafeBufferPointer<UInt8>, into characters: inout Set<Unicode.Scalar>) {
    var index = 0
    var last: UInt32 = 0
    while index < bytes.count {
      let first = bytes[index]
      index += 1
      if first < 0xC0 { continue }
      let count = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
      var value = UInt32(first) & (0x3F >> UInt32(count))
      for byte in bytes[index..<min(index + count, bytes.count)] { value = value << 6 | UInt32(byte & 0x3F) }
      index += count
      if value != last, let scalar = Unicode.Scalar(value) { characters.insert(scalar) }
      last = value
    }
  }

  private static let common: Set<Unicode.Scalar> = {
    let signs = "\u{2190}\u{2191}\u{2192}\u{2193}\u{2002}\u{2003}\u{2014}"
    let written = [Stylesheet.css, signs] + Language.allCases.map { Script.text(in: $0) }
    return characters(of: written, and: Set((0x20...0x7e).compactMap { Unicode.Scalar($0 as UInt32) }))
  }()
}
