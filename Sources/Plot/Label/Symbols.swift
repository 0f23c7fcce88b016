/// The TeX commands that stand for one symbol.
enum Symbols {
  enum Spacing { case none, binary, relation }

  static let letters: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "pi": "π", "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "ϕ",
    "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "ell": "ℓ",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
    "partial": "∂", "nabla": "∇", "infty": "∞", "sum": "∑", "prod": "∏", "int": "∫", "ldots": "…", "dots": "…",
    "cdots": "⋯", "prime": "′", "hbar": "ℏ", "forall": "∀", "exists": "∃", "emptyset": "∅", "circ": "∘", "star": "⋆",
    "ast": "∗", "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "vert": "|",
    "mid": "|", "Vert": "‖", "|": "‖", "{": "{", "}": "}", "%": "%", "$": "$", "_": "_", "#": "#", "&": "&",
    "top": "⊤", "dagger": "†", "backslash": "\\",
  ]

  static let operators: [String: (Character, Spacing)] = [
    "le": ("≤", .relation), "leq": ("≤", .relation), "ge": ("≥", .relation), "geq": ("≥", .relation),
    "ne": ("≠", .relation), "neq": ("≠", .relation), "approx": ("≈", .relation), "sim": ("∼", .relation),
    "equiv": ("≡", .relation), "propto": ("∝", .relation), "in": ("∈", .relation), "to": ("→", .relation),
    "rightarrow": ("→", .relation), "leftarrow": ("←", .relation), "ll": ("≪", .relation), "gg": ("≫", .relation),
    "lt": ("<", .relation), "gt": (">", .relation), "mapsto": ("↦", .relation), "subset": ("⊂", .relation),
    "times": ("×", .binary), "cdot": ("·", .binary), "pm": ("±", .binary), "mp": ("∓", .binary),
    "div": ("÷", .binary), "oplus": ("⊕", .binary), "otimes": ("⊗", .binary),
  ]

  static let accents: [String: String] = [
    "hat": "\u{302}", "widehat": "\u{302}", "tilde": "\u{303}", "widetilde": "\u{303}", "bar": "\u{304}",
    "overline": "\u{304}", "dot": "\u{307}", "ddot": "\u{308}", "vec": "\u{20D7}", "check": "\u{30C}",
  ]

  static let spaces: [String: String] = [
    ",": "\u{2009}", ":": "\u{2005}", ";": "\u{2004}", "!": "", " ": " ", "quad": "\u{2003}",
    "qquad": "\u{2003}\u{2003}",
  ]

  static let functions: Set<String> = [
    "log", "ln", "exp", "max", "min", "sup", "inf", "lim", "sin", "cos", "tan", "tanh", "arg", "det", "dim", "ker",
    "deg", "Pr",
  ]

  static let doubleStruck: [Character: Character] = [
    "C": "ℂ", "E": "𝔼", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ",
  ]

  /// Whether the symbol is a variable, as small Greek letters are.
  static func isItalic(_ symbol: String) -> Bool {
    guard let scalar = symbol.unicodeScalars.first else { return false }
    return (0x3B1...0x3C9).contains(scalar.value) || ["ϵ", "ϑ", "ϕ", "ϱ"].contains(symbol)
  }
}
