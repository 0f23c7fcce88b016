import Assets
import Document
import Foundation

/// What the page adds where scripts run; without it nothing is missing but convenience.
enum Script {
  /// The script, behind the phrases that it says in a language.
  static func text(in language: Language) -> String { texts[language] ?? "" }

  /// Some parts as one script, without their comments and their indentation.
  static func compact(_ parts: [[UInt8]]) -> String { closed(code(of: parts)) }

  private static let texts: [Language: String] = {
    let code = Self.code(of: PageScripts.screen)
    return Dictionary(
      uniqueKeysWithValues: Language.allCases.map { ($0, closed("\(table(of: code, in: $0))\n\(code)")) })
  }()

  private static func closed(_ code: String) -> String { "\"use strict\";(()=>{\n\(code)\n})();\n" }

  private static func code(of parts: [[UInt8]]) -> String {
    let lines = parts.joined(separator: [UInt8(ascii: "\n")]).split(separator: UInt8(ascii: "\n")).map { line in
      line.drop { $0 == UInt8(ascii: " ") }
    }
    let code = lines.filter { !$0.isEmpty && !$0.starts(with: "//".utf8) }
    return String(decoding: Array(code.joined(separator: [UInt8(ascii: "\n")])), as: UTF8.self)
  }

  /// `const phrases={"Search":"Suche"};`, with every phrase that the code has between quotes and the language has otherwise.
  private static func table(of code: String, in language: Language) -> String {
    let known = language.translation?.phrases ?? [:]
    let said = known.isEmpty ? [] : quoted(in: code).filter { known[$0, default: $0] != $0 }.sorted()
    let entries = said.map { "\(literal($0)):\(literal(known[$0, default: $0]))" }
    return "const phrases={\(entries.joined(separator: ","))};"
  }

  /// What stands between double quotes on one line.
  private static func quoted(in code: String) -> Set<String> {
    var texts: Set<String> = []
    let quote = UInt8(ascii: "\"")
    for line in code.utf8.split(separator: UInt8(ascii: "\n")) {
      var rest = line
      while let start = rest.firstIndex(of: quote) {
        rest = rest[rest.index(after: start)...]
        guard let end = rest.firstIndex(of: quote) else { break }
        if end == rest.startIndex { continue }
        texts.insert(String(Substring(rest[..<end])))
        rest = rest[rest.index(after: end)...]
      }
    }
    return texts
  }

  /// A string of JavaScript that no end of a script element can stand in.
  private static func literal(_ text: String) -> String {
    let data = (try? JSONEncoder().encode(text)) ?? Data("\"\"".utf8)
    return String(decoding: data, as: UTF8.self).replacing("</", with: "<\\/")
  }
}
