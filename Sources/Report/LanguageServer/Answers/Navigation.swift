import Basics
import Book
import Citations
import Foundation
import Source
import Syntax

/// Leads from a name to where it is given and to where it is used, and changes it everywhere.
struct Navigation {
  let view: BookView

  /// A place of a file.
  struct Location: Hashable {
    var address: String
    var range: JSONTree
    /// The bytes, which tell places apart.
    var span: Range<Int>
    var isOpen: Bool

    static func == (left: Location, right: Location) -> Bool {
      left.address == right.address && left.span == right.span
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(address)
      hasher.combine(span)
    }

    var json: JSONTree { ["uri": .string(address), "range": range] }
  }

  func location(_ file: SourceFile, _ span: Range<Int>) -> Location {
    let key = FileAddress.key(of: file.path)
    return Location(
      address: view.address(of: file.path), range: file.range(span), span: span, isOpen: view.documents[key] != nil)
  }

  /// Where the name at a place is given, or the file that stands there leads.
  func definition(at byte: Int, in key: String) -> JSONTree {
    guard let name = view.name(at: byte, in: key) else { return file(at: byte, in: key) ?? .null }
    return definition(of: name).map(\.json) ?? .null
  }

  private func definition(of name: ChapterSymbols.Mention) -> Location? {
    if name.form == .work {
      return view.index.bibliography.entries[name.name].map { location($0.source.file, $0.source.keySpan) }
    }
    return view.definition(of: name.name).map { location($0.file, $0.span) }
  }

  private func file(at byte: Int, in key: String) -> JSONTree? {
    guard let document = view.documents[key] else { return nil }
    let link = DocumentLinks.links(in: document.file, view).first {
      $0.span.contains(byte) || $0.span.upperBound == byte
    }
    return link.map {
      ["uri": .string(view.address(of: $0.path)), "range": SourceFile(path: "", text: "").range(0..<0)]
    }
  }

  /// Where the name at a place is used, and with `isWithDefinition` where it is given.
  func references(at byte: Int, in key: String, isWithDefinition: Bool) -> JSONTree {
    guard let name = view.name(at: byte, in: key) else { return .null }
    let definition = isWithDefinition ? definition(of: name) : nil
    let all = [definition].compactMap(\.self) + uses(of: name)
    var known: Set<Location> = []
    return .array(all.filter { known.insert($0).inserted }.map(\.json))
  }

  private func uses(of name: ChapterSymbols.Mention) -> [Location] {
    let forms: [ChapterSymbols.Mention.Form] =
      name.form == .work ? [.work] : view.defines(name.name) ? [.label, .definition] : [.label]
    return view.everySymbols.flatMap { symbols in
      symbols.mentions.filter { $0.name == name.name && forms.contains($0.form) }.map { location($0.file, $0.span) }
    }
  }

  /// The name that would change; throws if there is none, or it is not one of the author's.
  func renamed(at byte: Int, in key: String) throws(ServerProblem) -> JSONTree {
    guard let name = view.name(at: byte, in: key) else { throw .failed("no label here") }
    if name.form != .work, let known = view.labels[name.name], known.span.isEmpty {
      throw .failed("'\(name.name)' is the name of a file; rename the file")
    }
    return ["range": name.file.range(name.span), "placeholder": .string(name.name)]
  }

  /// All edits that give the name at a place another.
  func rename(at byte: Int, in key: String, to new: String, versions: Bool) throws(ServerProblem) -> JSONTree {
    _ = try renamed(at: byte, in: key)
    guard let name = view.name(at: byte, in: key) else { throw .failed("no label here") }
    try check(new, for: name)
    let places = try definitions(of: name) + uses(of: name)
    var known: Set<Location> = []
    var edits: [String: [JSONTree]] = [:]
    for place in places where known.insert(place).inserted {
      edits[place.address, default: []].append(["range": place.range, "newText": .string(new)])
    }
    if !versions { return ["changes": .object(edits.mapValues { .array($0) })] }
    let changes = edits.sorted { $0.key < $1.key }.map { address, edits -> JSONTree in
      let document = view.documents.values.first { $0.address == address }
      return [
        "textDocument": ["uri": .string(address), "version": document.map { JSONTree($0.version) } ?? .null],
        "edits": .array(edits),
      ]
    }
    return ["documentChanges": .array(changes)]
  }

  /// Throws where a word cannot be a name, or is one already.
  private func check(_ new: String, for name: ChapterSymbols.Mention) throws(ServerProblem) {
    if name.form == .work {
      guard !new.isEmpty, !new.contains(where: { $0.isWhitespace || ",;{}\"'()=#%~\\`".contains($0) }) else {
        throw .failed("'\(new)' cannot be the key of a work; write one word without braces and commas")
      }
      if view.index.bibliography.entries[new] != nil { throw .failed("a work is called '\(new)' already") }
      return
    }
    let isLabel = new.utf8.first.map { (97...122).contains($0 | 32) } == true
    guard isLabel, new.utf8.allSatisfy({ NameScanner.isName($0) || ".:".utf8.contains($0) }) else {
      throw .failed(
        "'\(new)' cannot be a label; write one word of letters, digits, '-', '_', '.' or ':', a letter first")
    }
    let isOfResults =
      view.index.offers[name.name] != nil || view.parameters[name.name] != nil || view.defines(name.name)
    if isOfResults, NameScanner.paths(in: "\(new).x", at: 0).first?.text != new {
      throw .failed("'\(new)' cannot name results; write letters, digits and '_', with '-' before letters alone")
    }
    if view.knows(new) { throw .failed("'\(new)' is a label already") }
  }

  /// Where the name is given: once for a label, and for a work also where others of its file refer to it.
  private func definitions(of name: ChapterSymbols.Mention) throws(ServerProblem) -> [Location] {
    guard let definition = definition(of: name) else { throw .failed("nothing says what '\(name.name)' is") }
    guard name.form == .work, let file = view.index.bibliography.entries[name.name]?.source.file else {
      return [definition]
    }
    let text = file.text
    let references = text.matches(of: /(?i)crossref\s*=\s*[{"]\s*([^}"\s]+)\s*[}"]/).filter { $0.output.1 == name.name }
    return [definition]
      + references.map { match in
        let start = text.utf8.distance(from: text.startIndex, to: match.output.1.startIndex)
        return location(file, start..<start + name.name.utf8.count)
      }
  }
}
