/// Text made safe for a page: nothing that passes here can become markup, script or a request.
package enum HTML {
  /// Text between tags or in a quoted attribute; characters that HTML forbids become U+FFFD.
  package static func escape(_ text: String) -> String {
    if text.utf8.allSatisfy({ isPlain[Int($0)] }) { return text }
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

  /// For each byte whether it stands for itself; not so 0xC2, which begins what HTML forbids beyond ASCII.
  private static let isPlain: [Bool] = {
    let special: [UInt8] = [0x7F, 0xC2] + Array("&<>\"'".utf8)
    let spaces: [UInt8] = [9, 10]
    return (UInt8.min...UInt8.max).map { byte in (byte >= 0x20 || spaces.contains(byte)) && !special.contains(byte) }
  }()

  /// An opening tag; attributes without a value are left out, an empty value stands for the name alone.
  package static func tag(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:]) -> String {
    var tag = "<" + name
    for case (let name, let value?) in attributes {
      tag += value.isEmpty ? " \(name)" : " \(name)=\"\(escape(value))\""
    }
    return tag + ">"
  }

  /// The schemes of addresses that a link may lead to.
  package static let schemes: Set<String> = ["http", "https", "mailto", "tel", "ftp", "doi"]

  /// Where a link may lead: within the page, to a file beside it, to the web or to a mailbox; nil for all else.
  ///
  /// What an address cannot hold is written as percent signs with digits.
  package static func destination(_ text: String) -> String? {
    let url = text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
    let bare = String(String.UnicodeScalarView(url.filter { $0 != " " }))
    let scheme = bare.prefix { !"/?#".contains($0) }
    if let colon = scheme.firstIndex(of: ":"),
      !schemes.contains(scheme[..<colon].lowercased())
    {
      return nil
    }
    return encoded(String(String.UnicodeScalarView(url)), keeping: keptInAddress)
  }

  /// A picture that is carried in the page; a vector picture in `img` runs no script and loads nothing.
  package static func isEmbedded(_ source: String) -> Bool {
    let kinds = ["png", "jpeg", "gif", "webp", "avif", "svg+xml"]
    return kinds.contains { source.hasPrefix("data:image/\($0);") || source.hasPrefix("data:image/\($0),") }
  }

  /// Text as an address that holds it, for saving from within the page.
  package static func dataAddress(_ text: String, type: String) -> String {
    "data:\(type);charset=utf-8,\(encoded(text, keeping: keptInData))"
  }

  /// For each byte whether an address, or the data in one, holds it as it is.
  private static let keptInAddress = kept("-_.+!*'(),%#@?=;:/&$~")
  private static let keptInData = kept(",.-_():/")

  /// Letters and digits of ASCII, and some signs.
  private static func kept(_ signs: String) -> [Bool] {
    let letters = [UInt8](UInt8(ascii: "a")...UInt8(ascii: "z")) + [UInt8](UInt8(ascii: "A")...UInt8(ascii: "Z"))
    let kept = Set(letters + [UInt8](UInt8(ascii: "0")...UInt8(ascii: "9")) + Array(signs.utf8))
    return (UInt8.min...UInt8.max).map(kept.contains)
  }

  /// The text with every byte but those in `kept` as a percent sign with two digits.
  private static func encoded(_ text: String, keeping kept: [Bool]) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var address: [UInt8] = []
    address.reserveCapacity(2 * text.utf8.count)
    for byte in text.utf8 {
      if kept[Int(byte)] {
        address.append(byte)
      } else {
        address.append(UInt8(ascii: "%"))
        address.append(digits[Int(byte >> 4)])
        address.append(digits[Int(byte & 15)])
      }
    }
    return String(decoding: address, as: UTF8.self)
  }
}
