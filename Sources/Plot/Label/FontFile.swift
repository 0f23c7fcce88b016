import CCairo

/// The file of a font that is installed.
package struct FontFile: Hashable, Sendable {
  package var path: String
  /// Which font of the file it is.
  package var index: Int

  /// The upright or italic, regular or bold font of a family, with TrueType outlines; nil where none is installed.
  package init?(family: String, bold: Bool = false, italic: Bool = false) {
    _ = FontFolders.areUsed
    guard let pattern = FcPatternCreate() else { return nil }
    defer { FcPatternDestroy(pattern) }
    guard let wanted = FcObjectSetCreate() else { return nil }
    defer { FcObjectSetDestroy(wanted) }
    _ = FcPatternAddString(pattern, FC_FAMILY, family)
    _ = FcPatternAddString(pattern, FC_FONTFORMAT, "TrueType")
    _ = FcPatternAddInteger(pattern, FC_WEIGHT, bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR)
    _ = FcPatternAddInteger(pattern, FC_SLANT, italic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN)
    _ = FcPatternAddInteger(pattern, FC_WIDTH, FC_WIDTH_NORMAL)
    for name in [FC_FILE, FC_INDEX] { _ = FcObjectSetAdd(wanted, name) }
    guard let found = FcFontList(nil, pattern, wanted) else { return nil }
    defer { FcFontSetDestroy(found) }
    let files = (0..<Int(found.pointee.nfont)).compactMap { found.pointee.fonts[$0].flatMap(Self.place) }
    guard let first = files.min(by: { ($0.path, $0.index) < ($1.path, $1.index) }) else { return nil }
    (path, index) = first
  }

  /// Where fontconfig says that a font is.
  private static func place(of font: OpaquePointer) -> (path: String, index: Int)? {
    var path: UnsafeMutablePointer<FcChar8>?
    var index: Int32 = 0
    guard FcPatternGetString(font, FC_FILE, 0, &path) == FcResultMatch, let path else { return nil }
    _ = FcPatternGetInteger(font, FC_INDEX, 0, &index)
    return (String(cString: path), Int(index))
  }
}
