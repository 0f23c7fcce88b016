import Settings

/// A command as a chapter writes it: words, with settings between braces in them.
///
/// It is taken apart into words here, so no shell reads it: spaces part words, single quotes keep them together, and the value of
/// a setting is a part of its word, whatever it holds.
package struct CommandTemplate: Sendable, Equatable {
  private enum Piece: Sendable, Equatable {
    case text(String)
    case setting(String)
  }

  package let text: String
  private let words: [[Piece]]

  /// - Throws: a problem where a quote is never closed, a shell would read a setting, or nothing is left.
  package init(parsing text: String, base: Int = 0) throws(SettingProblem) {
    self.text = text
    var words: [[Piece]] = []
    var word: [Piece]?
    var rest = text[...]
    func append(_ piece: Piece) {
      var pieces = word ?? []
      if case .text(let more) = piece, case .text(let known)? = pieces.last {
        pieces[pieces.count - 1] = .text(known + more)
      } else {
        pieces.append(piece)
      }
      word = pieces
    }
    while let first = rest.first {
      if first == "'" {
        let start = text.utf8.distance(from: text.startIndex, to: rest.startIndex)
        rest.removeFirst()
        guard let end = rest.firstIndex(of: "'") else {
          throw SettingProblem(
            "this single quote is never closed", remedy: "close it with '", kind: .malformed,
            span: base + start..<base + start + 1)
        }
        append(.text(""))
        Self.pieces(of: rest[..<end]).forEach(append)
        rest = rest[rest.index(after: end)...]
      } else if first.isWhitespace {
        rest.removeFirst()
        if let finished = word { words.append(finished) }
        word = nil
      } else {
        let plain = rest.prefix { $0 != "'" && !$0.isWhitespace }
        Self.pieces(of: plain).forEach(append)
        rest = rest[plain.endIndex...]
      }
    }
    if let finished = word { words.append(finished) }
    self.words = words
    guard let name = words.first else {
      throw SettingProblem(
        "this command is empty", remedy: "name a program and its arguments", kind: .malformed,
        span: base..<base + text.utf8.count)
    }
    if name.contains(where: { if case .setting = $0 { true } else { false } }) {
      throw SettingProblem(
        "a setting cannot name the program", remedy: "write the name of the program itself",
        kind: .unsuitable, span: base..<base + text.utf8.count)
    }
    if let setting = settingInScript {
      throw SettingProblem(
        "a shell would read the value of '\(setting)' as its own text",
        remedy:
          "write \"$SETTING_\(ProgramEnvironment.name(of: setting))\" in the script, or pass {\(setting)} as a word behind it",
        kind: .unsuitable, span: base..<base + text.utf8.count)
    }
  }

  /// Texts and `{name}`; `{{` and `}}` stand for braces.
  private static func pieces(of text: Substring) -> [Piece] {
    var pieces: [Piece] = []
    var plain = ""
    var rest = text
    while let first = rest.first {
      if rest.hasPrefix("{{") || rest.hasPrefix("}}") {
        plain.append(first)
        rest = rest.dropFirst(2)
      } else if first == "{", let end = rest.firstIndex(of: "}"), isName(rest[rest.index(after: rest.startIndex)..<end])
      {
        if !plain.isEmpty { pieces.append(.text(plain)) }
        plain = ""
        pieces.append(.setting(String(rest[rest.index(after: rest.startIndex)..<end])))
        rest = rest[rest.index(after: end)...]
      } else {
        plain.append(first)
        rest.removeFirst()
      }
    }
    if !plain.isEmpty { pieces.append(.text(plain)) }
    return pieces
  }

  private static func isName(_ text: Substring) -> Bool {
    text.first.map { $0.isASCII && $0.isLetter } == true
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
  }

  /// The settings that it names.
  package var settings: [String] {
    words.joined().compactMap { piece -> String? in if case .setting(let name) = piece { name } else { nil } }
  }

  /// A setting within the script of a shell, which would read its value.
  private var settingInScript: String? {
    let plain = words.map { pieces -> String in
      pieces.reduce(into: "") { if case .text(let text) = $1 { $0 += text } }
    }
    guard
      let shell = plain.firstIndex(where: { Self.shells.contains($0.split(separator: "/").last.map(String.init) ?? "") }
      ),
      let option = plain[shell...].dropFirst().firstIndex(where: {
        $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.contains("c")
      }),
      let script = Self.script(in: plain, behind: option)
    else { return nil }
    return words[option + 1...script].joined().lazy.compactMap { piece -> String? in
      if case .setting(let name) = piece { name } else { nil }
    }.first
  }

  /// Where the script stands behind `-c`: the first word that is neither an option nor the name of one, as in `-o pipefail`.
  private static func script(in words: [String], behind option: Int) -> Int? {
    var place = option + 1
    while place < words.count - 1, let first = words[place].first, first == "-" || first == "+" {
      place += ["-o", "+o", "-O", "+O"].contains(words[place]) ? 2 : 1
    }
    return words.count > option + 1 ? min(place, words.count - 1) : nil
  }

  private static let shells: Set<String> = [
    "sh", "bash", "dash", "zsh", "ksh", "mksh", "ash", "busybox", "fish", "csh", "tcsh",
  ]

  /// The words, with the value of each setting in its place.
  package func words(_ value: (String) -> String) -> [String] {
    words.map { pieces in
      pieces.map { piece in
        switch piece {
        case .text(let text): text
        case .setting(let name): value(name)
        }
      }.joined()
    }
  }
}

/// The variables in which a program finds its settings.
package enum ProgramEnvironment {
  /// `LEARNING_RATE` of `learning-rate`.
  package static func name(of setting: String) -> String {
    setting.uppercased().replacing("-", with: "_").replacing(".", with: "_")
  }
}
