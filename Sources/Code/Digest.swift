import CGLib
import Foundation

/// Digests in hexadecimal digits, by GLib.
package enum Digest {
  /// SHA-256, which names things.
  package static func hexadecimal(of bytes: some ContiguousBytes) -> String { text(G_CHECKSUM_SHA256, of: bytes) }

  /// MD5, four times as fast, which tells damage that nobody intended.
  package static func checksum(of bytes: some ContiguousBytes) -> String { text(G_CHECKSUM_MD5, of: bytes) }

  private static func text(_ kind: GChecksumType, of bytes: some ContiguousBytes) -> String {
    bytes.withUnsafeBytes { buffer in
      let text = g_compute_checksum_for_data(
        kind, buffer.baseAddress?.assumingMemoryBound(to: guchar.self), gsize(buffer.count))
      defer { g_free(text) }
      return text.map { String(cString: $0) } ?? ""
    }
  }

  /// The SHA-256 of a text's UTF-8 bytes.
  package static func hexadecimal(of text: String) -> String { hexadecimal(of: Array(text.utf8)) }
}
