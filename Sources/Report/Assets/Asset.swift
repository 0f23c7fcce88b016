import CAssets

/// A file of the program's own, such as a part of the page's script, as it was when the program was compiled.
///
/// The files are those of `Sources/CAssets`, where a new one is named in `Assets.c`.
package enum Asset {
  /// The bytes of the file at `path`, such as "page/search.js". The array is empty if there is no such file.
  package static func bytes(_ path: String) -> [UInt8] {
    let asset = report_asset(path)
    return Array(UnsafeBufferPointer(start: asset.bytes, count: asset.bytes == nil ? 0 : asset.count))
  }

  /// The file as text.
  package static func text(_ path: String) -> String { String(decoding: bytes(path), as: UTF8.self) }
}
