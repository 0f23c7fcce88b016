import CGLib

/// An MD5 of bytes that are added piece by piece.
package struct GrowingMD5: ~Copyable {
  private let checksum = g_checksum_new(G_CHECKSUM_MD5)

  package init() {}

  package mutating func add(_ bytes: UnsafeRawBufferPointer) {
    g_checksum_update(checksum, bytes.baseAddress?.assumingMemoryBound(to: guchar.self), gssize(bytes.count))
  }

  /// In hexadecimal digits; nothing is to be added any more.
  package var text: String { g_checksum_get_string(checksum).map { String(cString: $0) } ?? "" }

  deinit { g_checksum_free(checksum) }
}
