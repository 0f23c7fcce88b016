import Foundation

/// A kind of image that a page can show, by the ending of its file and by its first bytes.
package enum ImageKind: String, CaseIterable {
  case png, jpeg, gif, webp, avif
  case svg = "svg+xml"

  /// The endings of files, in lower case.
  var endings: [String] {
    switch self {
    case .jpeg: ["jpg", "jpeg"]
    case .svg: ["svg"]
    default: [rawValue]
    }
  }

  /// The name as people write it.
  package var name: String { endings[endings.count - 1].uppercased() }

  init?(ending: String) {
    guard let kind = Self.allCases.first(where: { $0.endings.contains(ending.lowercased()) }) else { return nil }
    self = kind
  }

  /// The kind of a file with this content; nil where it is of none, or cut off.
  init?(content bytes: [UInt8]) {
    func has(_ text: String, at start: Int = 0) -> Bool { bytes.dropFirst(start).starts(with: text.utf8) }
    switch true {
    case bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) && Self.ends(bytes, with: "IEND"):
      self = .png
    case bytes.starts(with: [0xFF, 0xD8, 0xFF]) && bytes.count > 100: self = .jpeg
    case has("GIF87a") || has("GIF89a"): self = .gif
    case has("RIFF") && has("WEBP", at: 8): self = .webp
    case has("ftypavif", at: 4) || has("ftypmif1", at: 4): self = .avif
    case has("\u{FEFF}") || has("<") || [9, 10, 13, 32].contains(bytes.first):
      guard String(decoding: bytes, as: UTF8.self).contains("<svg") else { return nil }
      self = .svg
    default: return nil
    }
  }

  /// Whether the last chunk of a PNG is there, which a file that was cut off lacks.
  private static func ends(_ bytes: [UInt8], with chunk: String) -> Bool {
    let mark = Array(chunk.utf8)
    return (max(0, bytes.count - 4096)..<bytes.count).contains { bytes[$0...].starts(with: mark) }
  }

  /// The kind of an image; throws where a page cannot show it, or its name does not fit its content.
  package static func checked(_ bytes: [UInt8], called name: String) throws(ProjectFiles.Refusal) -> ImageKind {
    func refusal(_ message: String, _ remedy: String) -> ProjectFiles.Refusal {
      ProjectFiles.Refusal(rule: .malformedImage, message: message, remedy: remedy)
    }
    let names = ImageKind.allCases.map(\.name).joined(separator: ", ")
    let last = name.split(separator: "/").last ?? ""
    let ending = last.contains(".") ? String(last.split(separator: ".").last ?? "") : ""
    let content = ImageKind(content: bytes)
    guard let kind = ImageKind(ending: ending) else {
      if ending.lowercased() == "pdf" {
        throw refusal(
          "'\(name)' is a PDF, which only the directive {image} shows", "write ```{image} and file: \(name)")
      }
      throw refusal("'\(name)' has none of the endings of \(names)", "convert it, or give it the ending of its kind")
    }
    guard let content else {
      throw refusal(
        bytes.isEmpty ? "'\(name)' is empty" : "'\(name)' is not a whole \(kind.name)", "save the image again")
    }
    guard content == kind else {
      throw refusal("'\(name)' holds \(content.name), not \(kind.name)", "give it the ending .\(content.endings[0])")
    }
    return kind
  }

  /// The address by which a page carries an image of this kind.
  package func address(of bytes: [UInt8]) -> String {
    "data:image/\(rawValue);base64,\(Data(bytes).base64EncodedString())"
  }
}
