extension Stylesheet {
  /// Colours and measures; `data-theme` on the root overrides what the reader's system prefers.
  static let palette = """
    :root{color-scheme:light dark;\(colours);\(measures)}
    :root[data-theme=light]{color-scheme:light}
    :root[data-theme=dark]{color-scheme:dark}

    """

  /// Each colour for light and for dark pages.
  private static let colours = [
    ("paper", "#fdfcfa", "#16171a"), ("ink", "#1d1c1a", "#e4e1da"), ("quiet", "#625e57", "#a29d93"),
    ("rule", "#dedad2", "#36373b"), ("tint", "#f4f1eb", "#1f2024"), ("link", "#1f4e8c", "#8fb8ee"),
    ("shade", "#0002", "#fff3"), ("holds", "#1c6b3c", "#7fcb98"), ("holds-tint", "#edf5ee", "#18261d"),
    ("fails", "#a3271e", "#f2948a"), ("fails-tint", "#fbefec", "#2d1b1a"), ("undecided", "#7a5600", "#e2bd62"),
    ("undecided-tint", "#f9f3e2", "#292314"),
  ].map { name, light, dark in "--\(name):light-dark(\(light),\(dark))" }.joined(separator: ";")

  private static let measures = """
    --serif:"Iowan Old Style","Palatino Linotype",Palatino,"Book Antiqua",Charter,Georgia,"Source Serif 4","DejaVu Serif",serif;
    --sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","DejaVu Sans",sans-serif;
    --mono:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;--ground:var(--paper);--measure:42rem;--aside:17rem;--wide:0rem
    """
}
