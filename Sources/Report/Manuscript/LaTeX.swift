import Document
import Foundation

/// Text made safe for LaTeX, in which every sign stands for itself.
enum LaTeX {
  /// Text with LaTeX's own signs escaped and those beyond ASCII that reports use as commands.
  static func escape(_ text: String) -> String {
    var escaped = ""
    var power = ""
    for character in text.precomposedStringWithCanonicalMapping {
      if let digit = powers[character] {
        power += digit
        continue
      }
      if !power.isEmpty { escaped += "$^{\(power)}$" }
      power = ""
      let command = symbols[character] ?? greek[character].map { "\\\($0)" }
      let mathematics = command.map { "$\($0)$" } ?? foots[character].map { "$_{\($0)}$" }
      escaped += mathematics ?? signs[character] ?? String(character)
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
    "\u{2026}": "\\dots{}",
  ]

  /// What stands for a sign within mathematics.
  private static let symbols: [Character: String] = [
    "±": "\\pm", "×": "\\times", "·": "\\cdot", "\u{2212}": "-", "≤": "\\le", "≥": "\\ge", "≠": "\\ne",
    "≈": "\\approx", "∞": "\\infty", "→": "\\to", "∈": "\\in", "√": "\\surd", "∝": "\\propto", "°": "^\\circ",
    "µ": "\\mu", "∂": "\\partial", "¬": "\\neg", "÷": "\\div", "←": "\\leftarrow", "↔": "\\leftrightarrow",
    "⇒": "\\Rightarrow", "⇐": "\\Leftarrow", "⇔": "\\Leftrightarrow", "↦": "\\mapsto", "↑": "\\uparrow",
    "↓": "\\downarrow", "∀": "\\forall", "∃": "\\exists", "∉": "\\notin", "⊂": "\\subset", "⊆": "\\subseteq",
    "⊃": "\\supset", "⊇": "\\supseteq", "∪": "\\cup", "∩": "\\cap", "∅": "\\emptyset", "∇": "\\nabla",
    "∑": "\\sum", "∏": "\\prod", "∫": "\\int", "∼": "\\sim", "≡": "\\equiv", "≅": "\\cong", "≃": "\\simeq",
    "≪": "\\ll", "≫": "\\gg", "≲": "\\lesssim", "≳": "\\gtrsim", "⊗": "\\otimes", "⊕": "\\oplus",
    "⊙": "\\odot", "⊥": "\\perp", "∥": "\\parallel", "‖": "\\|", "∧": "\\wedge", "∨": "\\vee",
    "⋅": "\\cdot", "∘": "\\circ", "◦": "\\circ", "∗": "\\ast", "⋆": "\\star", "∓": "\\mp", "⋯": "\\cdots",
    "†": "\\dagger", "‡": "\\ddagger", "•": "\\bullet", "′": "'", "″": "''", "ℓ": "\\ell", "ℝ": "\\mathbb{R}",
    "ℕ": "\\mathbb{N}", "ℤ": "\\mathbb{Z}", "ℚ": "\\mathbb{Q}", "ℂ": "\\mathbb{C}", "⟨": "\\langle",
    "⟩": "\\rangle", "⌊": "\\lfloor", "⌋": "\\rfloor", "⌈": "\\lceil", "⌉": "\\rceil", "✓": "\\checkmark",
    "□": "\\square", "■": "\\blacksquare", "△": "\\triangle", "◇": "\\Diamond",
  ]

  /// How the fonts of pdflatex, in text and in mathematics, write a character that they do not know by itself; nil where they
  /// know it, or have nothing for it.
  static func meaning(of scalar: Unicode.Scalar) -> String? {
    let character = Character(scalar)
    let command = symbols[character] ?? greek[character].map { "\\\($0)" }
    if let command { return "\\ensuremath{\(command)}" }
    if let sign = signs[character] { return sign }
    if let power = powers[character] { return "\\ensuremath{^{\(power)}}" }
    return foots[character].map { "\\ensuremath{_{\($0)}}" }
  }

  /// Whether the fonts of pdflatex have the character itself: those of T1 and its text companion.
  static func hasLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x180 && !"ĦħĸĿŀŉŦŧſ".unicodeScalars.contains(scalar)
  }

  private static let powers: [Character: String] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9", "⁻": "-",
    "⁺": "+", "ᵀ": "T", "ⁿ": "n", "ⁱ": "i",
  ]

  private static let foots: [Character: String] = [
    "₀": "0", "₁": "1", "₂": "2", "₃": "3", "₄": "4", "₅": "5", "₆": "6", "₇": "7", "₈": "8", "₉": "9", "₊": "+",
    "₋": "-",
  ]

  private static let greek: [Character: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau",
    "φ": "varphi", "χ": "chi", "ψ": "psi", "ω": "omega", "ι": "iota", "υ": "upsilon", "ς": "varsigma", "ϵ": "epsilon",
    "ϑ": "vartheta", "ϕ": "phi", "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi",
    "Σ": "Sigma", "Υ": "Upsilon", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
  ]
}
