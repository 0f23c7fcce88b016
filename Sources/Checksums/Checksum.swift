import CGLib
import Foundation

/// Checksums in hexadecimal digits, by GLib.
package enum Checksum {
  /// SHA-256, which names things.
  package static func sha256(of bytes: some ContiguousBytes) -> String { text(G_CHECKSUM_SHA256, of: bytes) }

  /// MD5, four times as fast, which tells damage that nobody intended.
  package static func md5(of bytes: some ContiguousBytes) -> String { text(G_CHECKSUM_MD5, of: bytes) }

  private static func text(_ kind: GChecksumType, of bytes: some ContiguousBytes) -> String {
    bytes.withUnsafeBytes { buffer in
      let text = g_compute_checksum_for_data(
        kind, buffer.baseAddress?.assumingMemoryBound(to: guchar.self), gsize(buffer.count))
      defer { g_free(text) }
      return text.map { String(cString: $0) } ?? ""
    }
  }

  /// The SHA-256 of a text's UTF-8 bytes as a content security policy names a script.
  package static func base64(of text: String) -> String {
    let digits = Array(sha256(of: text).utf8)
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { index in
      UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16)
    }
    return Data(bytes).base64EncodedString()
  }

  /// The SHA-256 of a text's UTF-8 bytes.
  package static func sha256(of text: String) -> String { sha256(of: Array(text.utf8)) }
}
