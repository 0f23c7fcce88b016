import CGLib
import Foundation

/// SHA-256, by GLib.
enum Digest {
  /// The digest of `bytes` as 64 hexadecimal digits.
  static func hexadecimal(of bytes: some ContiguousBytes) -> String {
    bytes.withUnsafeBytes { buffer in
      let text = g_compute_checksum_for_data(
        G_CHECKSUM_SHA256, buffer.baseAddress?.assumingMemoryBound(to: guchar.self), gsize(buffer.count))
      defer { g_free(text) }
      return text.map { String(cString: $0) } ?? ""
    }
  }

  /// The digest of a text's UTF-8 bytes.
  static func hexadecimal(of text: String) -> String { hexadecimal(of: Array(text.utf8)) }
}
