import CHarfBuzz
import Foundation
import Plot

/// A font reduced to the characters that a text uses, by HarfBuzz.
struct FontSubset {
  /// The font as TrueType tables, without instructions for low resolutions.
  let data: Data
  /// Those of the characters that the font has.
  let characters: Set<Unicode.Scalar>

  /// Nil where the file cannot be read as a font.
  init?(of file: FontFile, for characters: Set<Unicode.Scalar>) {
    let whole = hb_blob_create_from_file(file.path)
    defer { hb_blob_destroy(whole) }
    let font = hb_face_create(whole, UInt32(clamping: file.index))
    defer { hb_face_destroy(font) }
    guard hb_face_get_glyph_count(font) > 0, let input = hb_subset_input_create_or_fail() else { return nil }
    defer { hb_subset_input_destroy(input) }
    let known = hb_set_create()
    defer { hb_set_destroy(known) }
    hb_face_collect_unicodes(font, known)
    self.characters = characters.filter { hb_set_has(known, $0.value) != 0 }
    let wanted = hb_subset_input_unicode_set(input)
    for character in self.characters { hb_set_add(wanted, character.value) }
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING.rawValue)
    guard let subset = hb_subset_or_fail(font, input) else { return nil }
    defer { hb_face_destroy(subset) }
    let tables = hb_face_reference_blob(subset)
    defer { hb_blob_destroy(tables) }
    var count: UInt32 = 0
    guard let bytes = hb_blob_get_data(tables, &count), count > 0 else { return nil }
    data = Data(bytes: bytes, count: Int(count))
  }
}
