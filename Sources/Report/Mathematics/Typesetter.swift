import Basics
import Checksums
import Dispatch
import Document
import Foundation
import Store
import Synchronization

/// TeX with the way it is set: in the line, or displayed by itself.
struct Formula: Hashable, Sendable {
  var tex: String
  var isDisplayed: Bool
  /// What the macros in it stand for, by their names with the backslash.
  var macros: [String: String] = [:]

  init(tex: String, isDisplayed: Bool, macros: [String: String] = [:]) {
    self.tex = tex
    self.isDisplayed = isDisplayed
    self.macros = macros
  }

  init(_ math: Math, isDisplayed: Bool) {
    self.init(tex: math.tex, isDisplayed: isDisplayed, macros: math.macros)
  }
}

/// What keeps a formula from being set.
package enum TypesettingError: ExplainedError {
  /// KaTeX is missing, cannot be read or does not run in the engine.
  case unavailable(String)
  /// A mistake in the TeX, at a byte of it.
  case formula(message: String, byte: Int)

  package var description: String {
    switch self {
    case .unavailable(let reason): reason
    case .formula(let message, _): "a formula cannot be set: \(message)"
    }
  }
}

/// Sets TeX as HTML with MathML beside it, by KaTeX, which starts with the first formula.
///
/// A formula cannot reach beyond its own box: macros expand at most 1000 times, nothing is larger than 50 em,
/// and the commands that make links, load images or carry raw HTML are refused.
package final class Typesetter {
  /// Bytes of TeX in one formula.
  static let longestFormula = 8_000
  /// Groups within groups.
  static let deepestFormula = 50
  /// What setting one formula may ask for in all, some two seconds of work.
  static let megabytesOfWork = 1024

  private let locate: () throws -> MathematicsLibrary
  private let megabytes: Int
  package let store: Store?
  private var engines: FormulaEngines?
  private var set: [Formula: String] = [:]
  /// What is known of formulas that differ in their digits alone.
  private var shapes: [FormulaDigits.Shape: Likeness] = [:]
  /// For formulas that are set at the same time.
  private var helpers: [Typesetter] = []
  private var sound: Set<Formula> = []
  private var version: String?
  /// Whether a copy of KaTeX was found.
  private var isThere = false
  private var sheet: MathematicsStylesheet?

  /// With the copy of KaTeX that `locate` finds, which is asked with the first formula and may take so many megabytes; what was
  /// set before is taken from the store.
  package init(
    store: Store? = nil, megabytes: Int = 128,
    locate: @escaping () throws -> MathematicsLibrary = { try MathematicsLibrary.locate() }
  ) {
    self.store = store
    self.megabytes = megabytes
    self.locate = locate
  }

  /// The formula as HTML, set once and remembered.
  func typeset(_ formula: Formula) throws(TypesettingError) -> String {
    if let html = set[formula] { return html }
    let html = try stored("a formula", as: Self.description(of: formula)) { () throws(TypesettingError) in
      try laidOut(formula)
    }
    set[formula] = html
    return html
  }

  /// The formula as HTML, by KaTeX or from the layout of another that differs in its digits alone.
  private func laidOut(_ formula: Formula) throws(TypesettingError) -> String {
    guard let digits = FormulaDigits(formula) else { return try answer(of: "typeset", to: formula) }
    // The first of its shape is set as it is, since a layout may take two.
    if case .metOnce = shapes[digits.shape] { shapes[digits.shape] = likeness(of: digits) }
    if case .shared(let layout) = shapes[digits.shape] { return layout.html(with: digits.digits) }
    if shapes[digits.shape] == nil { shapes[digits.shape] = .metOnce }
    return try answer(of: "typeset", to: formula)
  }

  /// What formulas of one shape have in common.
  private enum Likeness {
    case metOnce
    case shared(DigitLayout)
    /// Their digits cannot be told apart.
    case unlike
  }

  private func likeness(of formula: FormulaDigits) -> Likeness {
    let count = formula.digits.count
    guard let ones = try? answer(of: "typeset", to: formula.positions(dividedBy: 1)) else { return .unlike }
    let tens = count > 10 ? try? answer(of: "typeset", to: formula.positions(dividedBy: 10)) : nil
    if count > 10, tens == nil { return .unlike }
    return DigitLayout(ones: ones, tens: tens, count: count).map { .shared($0) } ?? .unlike
  }

  /// Throws what keeps the formula from being set; to read it takes a fraction of the time that setting it takes.
  func check(_ formula: Formula) throws(TypesettingError) {
    if set[formula] != nil || sound.contains(formula) { return }
    if let html = stored(Self.description(of: formula)) {
      set[formula] = html
      return
    }
    // What is large, or has macros, may read well and still be too much work to set.
    if formula.tex.utf8.count > Self.surelySet || ["\\def", "def\\", "command"].contains(where: formula.tex.contains) {
      _ = try typeset(formula)
    } else {
      // Where nothing is kept, as in a check, KaTeX need not even start.
      let isPlain = store == nil && formula.macros.isEmpty && PlainFormula.isSound(formula.tex)
      if isPlain { try requireLibrary() } else { _ = try answer(of: "read", to: formula) }
      sound.insert(formula)
    }
  }

  /// Bytes of TeX without macros that are never too much work.
  private static let surelySet = 500

  private static func description(of formula: Formula) -> String {
    let macros = formula.macros.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\n" }.joined()
    return "\(formula.isDisplayed ? "displayed" : "inline") formula \(macros)\(formula.tex)"
  }

  func answer(of function: String, to formula: Formula) throws(TypesettingError) -> String {
    try Self.check(formula.tex)
    let answer: String
    do {
      let macros = formula.macros.sorted { $0.key < $1.key }.map { name, text in
        "\(ScriptEngine.literal(name)): \(ScriptEngine.literal(text))"
      }
      answer = try foundEngines().evaluate(
        "\(function)(\(ScriptEngine.literal(formula.tex)), \(formula.isDisplayed), {\(macros.joined(separator: ", "))})",
        megabytesOfWork: Self.megabytesOfWork)
    } catch let error as TypesettingError {
      throw error
    } catch let failure as ScriptEngine.Failure {
      let tooMuch = "it takes too much work; split it into several, or nest fewer macros"
      throw .formula(message: failure.isOverworked ? tooMuch : failure.message, byte: 0)
    } catch { throw .unavailable(ErrorText.of(error)) }
    guard answer.hasPrefix("=") else { throw Self.mistake(answer, in: formula.tex) }
    return String(answer.dropFirst())
  }

  /// The style sheet, with only the rules and the fonts that some formulas need; empty where there are none.
  package func stylesheet(for classes: FormulaClasses) throws(TypesettingError) -> String {
    guard !classes.isEmpty else { return "" }
    let description = "style of elements with these classes\n\(classes.description)"
    return try stored("the style of the formulae", as: description) { () throws(TypesettingError) in
      do { return try wholeStylesheet().css(for: classes) } catch {
        throw .unavailable(ErrorText.of(error))
      }
    }
  }

  /// The classes that KaTeX's style sheet has rules for.
  package func styledClasses() throws(TypesettingError) -> Set<String> {
    do { return try wholeStylesheet().styledClasses } catch { throw .unavailable(ErrorText.of(error)) }
  }

  private func wholeStylesheet() throws -> MathematicsStylesheet {
    if let sheet { return sheet }
    let sheet = try MathematicsStylesheet(library: locate())
    self.sheet = sheet
    return sheet
  }

  /// Sets those formulas that are not stored yet, on all cores, where there is a store; what cannot be set is left for later.
  func prepare(_ formulas: [Formula]) {
    guard store != nil else { return }
    for formula in formulas where set[formula] == nil { set[formula] = stored(Self.description(of: formula)) }
    let missing = Set(formulas).filter { set[$0] == nil && !sound.contains($0) }.sorted { $0.tex < $1.tex }
    // An engine takes longer to start than a few formulas to set.
    let engines = min(ProcessInfo.processInfo.activeProcessorCount, (missing.count + 4) / 5)
    guard engines > 0 else { return }
    while helpers.count < engines { helpers.append(Typesetter(store: store, megabytes: megabytes, locate: locate)) }
    nonisolated(unsafe) let helpers = helpers
    let made = Mutex<[Formula: String]>([:])
    DispatchQueue.concurrentPerform(iterations: engines) { engine in
      for index in stride(from: engine, to: missing.count, by: engines) {
        guard let html = try? helpers[engine].typeset(missing[index]) else { continue }
        made.withLock { $0[missing[index]] = html }
      }
    }
    set.merge(made.withLock { $0 }) { old, _ in old }
  }

  /// What `description` and the copy of KaTeX determine, from the store where it is there.
  private func stored(
    _ title: String, as description: String, make: () throws(TypesettingError) -> String
  ) throws(TypesettingError) -> String {
    guard let store else { return try make() }
    do {
      let data = try store.made(
        title, as: "\(try libraryVersion()) \(description)", by: CodeNeed(of: Typesetter.self), in: .formulae
      ) { Data(try make().utf8) }
      return String(decoding: data, as: UTF8.self)
    } catch let error as TypesettingError { throw error } catch { throw .unavailable(ErrorText.of(error)) }
  }

  /// What was made of `description` before.
  private func stored(_ description: String) -> String? {
    guard let store, let version = try? libraryVersion() else { return nil }
    let key = store.key(of: "\(version) \(description)", by: CodeNeed(of: Typesetter.self))
    return store.result(for: key, in: .formulae).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Throws where no copy of KaTeX is found.
  private func requireLibrary() throws(TypesettingError) {
    if isThere { return }
    do { _ = try locate() } catch { throw .unavailable(ErrorText.of(error)) }
    isThere = true
  }

  /// What stands for the copy of KaTeX.
  private func libraryVersion() throws -> String {
    if let version { return version }
    let library = try locate()
    let version = try [library.script, library.stylesheet].map { Checksum.md5(of: try Data(contentsOf: $0)) }
      .joined()
    self.version = version
    return version
  }

  /// Throws where the formula is longer, or its groups deeper, than any that is meant to be read.
  private static func check(_ tex: String) throws(TypesettingError) {
    guard tex.utf8.count <= longestFormula else {
      throw .formula(message: "it is longer than \(longestFormula) bytes", byte: 0)
    }
    let bytes = Array(tex.utf8)
    var (position, depth) = (0, 0)
    while position < bytes.count {
      let step = group(in: bytes[position...])
      depth += step.depth
      if depth > deepestFormula { throw .formula(message: "its groups are nested too deeply", byte: position) }
      position += step.length
    }
  }

  /// How many bytes to go on, and whether a group begins there (1), ends (-1) or neither (0).
  private static func group(in tex: ArraySlice<UInt8>) -> (length: Int, depth: Int) {
    switch tex.first {
    case UInt8(ascii: "{"): return (1, 1)
    case UInt8(ascii: "}"): return (1, -1)
    case UInt8(ascii: "\\"): break
    default: return (1, 0)
    }
    let name = String(decoding: tex.dropFirst().prefix { (0x61...0x7A).contains($0) }, as: UTF8.self)
    if name == "left" || name.hasPrefix("begin") { return (5, 1) }
    return name == "right" || name.hasPrefix("end") ? (4, -1) : (2, 0)
  }

  private func foundEngines() throws -> FormulaEngines {
    if let engines { return engines }
    let engines = FormulaEngines(of: try locate(), megabytes: megabytes)
    self.engines = engines
    return engines
  }

  /// An answer "!position message", the position in UTF-16 units, as an error at a byte.
  private static func mistake(_ answer: String, in tex: String) -> TypesettingError {
    let parts = answer.dropFirst().split(separator: " ", maxSplits: 1)
    let units = parts.first.flatMap { Int($0) } ?? 0
    let index = tex.utf16.index(tex.startIndex, offsetBy: max(units, 0), limitedBy: tex.endIndex) ?? tex.endIndex
    let byte = tex.utf8.distance(from: tex.startIndex, to: index)
    return .formula(message: parts.count > 1 ? String(parts[1]) : "the formula cannot be set", byte: byte)
  }

  /// What KaTeX expects of a browser and the engine lacks.
  static let before = """
    var console = { log: function () {}, warn: function () {}, error: function () {} };
    if (!Array.prototype.fill) Object.defineProperty(Array.prototype, "fill", {
      value: function (value) { for (var i = 0; i < this.length; i++) this[i] = value; return this; }
    });
    """

  /// Answers "=HTML" or "!position message".
  static let after = #"""
    function options(tex, isDisplayed, macros) {
      // The book makes numbers of labels; until then they are checked as what they become.
      if (!macros["\\label"]) {
        macros["\\label"] = tex.indexOf("\\tag") < 0 ? "\\@firstoftwo{\\tag{1}}{#1}" : "\\@secondoftwo{#1}{}";
      }
      return {
        macros: macros,
        displayMode: isDisplayed, output: "htmlAndMathml", throwOnError: true, strict: "ignore", trust: false,
        maxExpand: 1000, maxSize: 50
      };
    }
    function read(tex, isDisplayed, macros) {
      return answer(function () { katex.__parse(tex, options(tex, isDisplayed, macros)); return "="; });
    }
    function typeset(tex, isDisplayed, macros) {
      return answer(function () { return "=" + katex.renderToString(tex, options(tex, isDisplayed, macros)); });
    }
    function answer(compute) {
      try {
        return compute();
      } catch (error) {
        if (error instanceof RangeError) return "!0 the formula is nested too deeply";
        var message = String(error.message).replace(/^KaTeX parse error: /, "")
          .replace(/ at (position \d+|end of input): [\s\S]*$/, "");
        return "!" + (error.position || 0) + " " + message;
      }
    }
    """#
}
