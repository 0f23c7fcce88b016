import CCairo

/// Where fonts are found: the usual folders, whatever a machine's or a person's configuration of fonts says, so that equal
/// figures have equal letters; and without reading that configuration, which takes longer than drawing a figure.
enum FontFolders {
  /// The folders of Linux and macOS, and fontconfig's caches of what they hold.
  private static let configuration = """
    <fontconfig>
      <dir>/usr/share/fonts</dir>
      <dir>/usr/local/share/fonts</dir>
      <dir>/System/Library/Fonts</dir>
      <dir>/Library/Fonts</dir>
      <dir>/opt/homebrew/share/fonts</dir>
      <dir prefix="xdg">fonts</dir>
      <dir>~/.fonts</dir>
      <cachedir>/var/cache/fontconfig</cachedir>
      <cachedir prefix="xdg">fontconfig</cachedir>
    </fontconfig>
    """

  /// Whether the process looks into these folders; where they hold no fonts, it looks where the machine's configuration says.
  static let areUsed: Bool = {
    guard let fonts = FcConfigCreate() else { return false }
    defer { FcConfigDestroy(fonts) }
    guard FcConfigParseAndLoadFromMemory(fonts, configuration, FcTrue) == FcTrue, FcConfigBuildFonts(fonts) == FcTrue,
      let found = FcConfigGetFonts(fonts, FcSetSystem), found.pointee.nfont > 0
    else { return false }
    return FcConfigSetCurrent(fonts) == FcTrue
  }()
}
