import Document

/// Text made safe for LaTeX, in which every sign stands for itself.
enum LaTeX {
  /// Text with LaTeX's own signs escaped and those beyond ASCII that reports use as commands.
  static func escape(_ text: String) -> String {
    var escaped = ""
    var power = ""
    for character in text {
      if let digit = powers[character] {
        power += digit
        continue
      }
      if !power.isEmpty { escaped += "$^{\(power)}$" }
      power = ""
      escaped += signs[character] ?? greek[character].map { "$\\\($0)$" } ?? String(character)
    }
    return power.isEmpty ? escaped : escaped + "$^{\(power)}$"
  }

  /// What a label may hold: letters, digits and hyphens.
  static func label(_ kind: String, _ id: String) -> String { "\\label{\(kind):\(Label.slug(id))}" }

  private static let signs: [Character: String] = [
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#", "%": "\\%", "_": "\\_",
    "^": "\\textasciicircum{}", "~": "\\textasciitilde{}", "<": "\\textless{}", ">": "\\textgreater{}",
    "|": "\\textbar{}", "\"": "\\textquotedbl{}", "\u{2013}": "--", "\u{2014}": "---", "\u{2018}": "`",
    "\u{2019}": "'", "\u{201C}": "``", "\u{201D}": "''", "\u{202F}": "\\,", "\u{00A0}": "~", "\u{2009}": "\\,",
    "\u{2026}": "\\dots{}", "±": "$\\pm$", "×": "$\\times$", "·": "$\\cdot$", "\u{2212}": "$-$", "≤": "$\\le$",
    "≥": "$\\ge$", "≠": "$\\ne$", "≈": "$\\approx$", "∞": "$\\infty$", "→": "$\\to$", "∈": "$\\in$", "Σ": "$\\Sigma$",
    "√": "$\\surd$", "∝": "$\\propto$", "°": "$^\\circ$", "µ": "$\\mu$", "∂": "$\\partial$",
  ]

  private static let powers: [Character: String] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9", "⁻": "-",
    "ᵀ": "T",
  ]

  private static let greek: [Character: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau",
    "φ": "varphi", "χ": "chi", "ψ": "psi", "ω": "omega", "Δ": "Delta", "Ω": "Omega", "Φ": "Phi",
  ]
}
