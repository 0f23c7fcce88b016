/// Text made safe for a page: nothing that passes here can become markup, script or a request.
enum HTML {
  /// Text between tags or in a quoted attribute; characters that HTML forbids become U+FFFD.
  static func escape(_ text: String) -> String {
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\t", "\n": escaped.unicodeScalars.append(scalar)
      case "\0"..<" ", "\u{7F}"..<"\u{A0}": escaped += scalar == "\r" ? "" : "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// An opening tag; attributes without a value are left out, an empty value stands for the name alone.
  static func tag(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:]) -> String {
    var tag = "<" + name
    for case (let name, let value?) in attributes {
      tag += value.isEmpty ? " \(name)" : " \(name)=\"\(escape(value))\""
    }
    return tag + ">"
  }

  /// Where a link may lead: within the page, to a file beside it, to the web or to a mailbox; nil for all else.
  ///
  /// What an address cannot hold is written as percent signs with digits.
  static func destination(_ text: String) -> String? {
    let url = text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
    let bare = String(String.UnicodeScalarView(url.filter { $0 != " " }))
    let scheme = bare.prefix { !"/?#".contains($0) }
    if let colon = scheme.firstIndex(of: ":"),
      !["http", "https", "mailto"].contains(scheme[..<colon].lowercased())
    {
      return nil
    }
    return encoded(String(String.UnicodeScalarView(url)), keeping: "-_.+!*'(),%#@?=;:/&$~")
  }

  /// A picture that is carried in the page; a vector picture in `img` runs no script and loads nothing.
  static func isEmbedded(_ source: String) -> Bool {
    let kinds = ["png", "jpeg", "gif", "webp", "avif", "svg+xml"]
    return kinds.contains { source.hasPrefix("data:image/\($0);") || source.hasPrefix("data:image/\($0),") }
  }

  /// Text as an address that holds it, for saving from within the page.
  static func dataAddress(_ text: String, type: String) -> String {
    "data:\(type);charset=utf-8,\(encoded(text, keeping: ",.-_():/"))"
  }

  /// The text with every byte but letters, digits and some signs as a percent sign with two digits.
  private static func encoded(_ text: String, keeping signs: String) -> String {
    var address = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        address.unicodeScalars.append(Unicode.Scalar(byte))
      case _ where byte < 128 && signs.utf8.contains(byte): address.unicodeScalars.append(Unicode.Scalar(byte))
      default: address += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return address
  }
}
