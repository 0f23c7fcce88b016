extension Stylesheet {
  /// Colours and measures; `data-theme` on the root overrides what the reader's system prefers.
  static let palette = """
    :root{\(light);\(measures)}
    @media (prefers-color-scheme:dark){:root{\(dark)}}
    :root[data-theme=light]{\(light)}
    :root[data-theme=dark]{\(dark)}

    """

  static let light = """
    color-scheme:light;--paper:#fdfcfa;--ink:#1d1c1a;--quiet:#625e57;--rule:#dedad2;--tint:#f4f1eb;--link:#1f4e8c;--shade:#0002;
    --holds:#1c6b3c;--holds-tint:#edf5ee;--fails:#a3271e;--fails-tint:#fbefec;--undecided:#7a5600;
    --undecided-tint:#f9f3e2
    """

  private static let dark = """
    color-scheme:dark;--paper:#16171a;--ink:#e4e1da;--quiet:#a29d93;--rule:#36373b;--tint:#1f2024;--link:#8fb8ee;--shade:#fff3;
    --holds:#7fcb98;--holds-tint:#18261d;--fails:#f2948a;--fails-tint:#2d1b1a;--undecided:#e2bd62;
    --undecided-tint:#292314
    """

  private static let measures = """
    --serif:"Iowan Old Style","Palatino Linotype",Palatino,"Book Antiqua",Charter,Georgia,"Source Serif 4","DejaVu Serif",serif;
    --sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","DejaVu Sans",sans-serif;
    --mono:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;--ground:var(--paper);--measure:37rem;--aside:17rem
    """
}
