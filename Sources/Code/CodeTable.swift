import Checksums

/// The source files behind the results, and which of them need which.
///
/// A file needs those of its module, and of the modules below it, that declare or extend a name it mentions. In Core it needs
/// every file of these modules: only the things of a catalogue, such as models, are left out where nothing names them. The
/// lines of a catalogue name nothing: what a chapter names there is a need of the computation, not of the catalogue.
package struct CodeTable: Sendable {
  package struct File: Sendable, Equatable {
    /// Relative to the package.
    package var path: String
    package var checksum: String
    package var declared: [String]
    /// The author's words for the things it declares, "gru".
    package var words: [String]
    /// Positions of the files it needs itself.
    package var needs: [Int]
    /// Whether every computation needs it.
    package var isAmbient: Bool
  }

  package let files: [File]
  /// What the compiler that made the program says of itself.
  package let compiler: String
  /// Stands for all of the table; nil where it was not read from text.
  package private(set) var fingerprint: String?
  /// Positions of the files that declare a name, that a chapter reaches by a word, and that every computation needs.
  private let declaring: [String: [Int]]
  private let worded: [String: [Int]]
  private let ambient: [Int]
  /// Positions in the order of the checksums.
  private let ordered: [Int]

  package init(files: [File], compiler: String = "unknown") {
    self.files = files
    self.compiler = compiler
    func index(_ names: (File) -> [String]) -> [String: [Int]] {
      files.enumerated().reduce(into: [:]) { places, file in
        for name in names(file.element) { places[name, default: []].append(file.offset) }
      }
    }
    declaring = index(\.declared)
    worded = index(\.words)
    ambient = files.indices.filter { files[$0].isAmbient }
    ordered = files.indices.sorted { files[$0].checksum < files[$1].checksum }
  }

  /// The files that a computation needs which begins in the types called `roots` and uses the things that a chapter
  /// calls `words`; all of them where a root is unknown.
  package func files(of roots: Set<String>, using words: Set<String>) -> [File] {
    let reached = reached(from: roots, using: words)
    return files.indices.filter { reached[$0] }.map { files[$0] }
  }

  /// Whether a word of chapters stands for something that a file declares.
  package func hasCode(behind word: String) -> Bool { worded[word] != nil }

  /// For each file whether such a computation needs it.
  private func reached(from roots: Set<String>, using words: Set<String>) -> [Bool] {
    let first = roots.map { declaring[$0] }
    guard first.allSatisfy({ $0 != nil }) else { return files.map { _ in true } }
    var reached = files.map { _ in false }
    var open = ambient + first.flatMap { $0 ?? [] } + words.flatMap { worded[$0] ?? [] }
    for position in open { reached[position] = true }
    while let next = open.popLast() {
      for need in files[next].needs where !reached[need] {
        reached[need] = true
        open.append(need)
      }
    }
    return reached
  }

  /// What stands for the code of such a computation: it changes when a file that it needs changes, and only then.
  package func version(of roots: Set<String>, using words: Set<String>) -> String {
    let reached = reached(from: roots, using: words)
    let checksums = ordered.filter { reached[$0] }.map { files[$0].checksum }
    return String(Checksum.sha256(of: checksums.joined(separator: "\n")).prefix(32))
  }
}

extension CodeTable {
  /// Reads a table as the build tool writes it: a line a file with checksum, path, names, words, needs, and a star where it is
  /// ambient. Lines that are none are left out.
  package init(text: String, compiler: String = "unknown") {
    // By its bytes, since every command that stores something reads it.
    let bytes = Array(text.utf8)
    let files = bytes.split(separator: UInt8(ascii: "\n")).compactMap { line -> File? in
      let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      guard fields.count == 6 else { return nil }
      func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
      func list(_ field: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] { field.split(separator: UInt8(ascii: ",")) }
      return File(
        path: text(fields[1]), checksum: text(fields[0]), declared: list(fields[2]).map(text),
        words: list(fields[3]).map(text), needs: list(fields[4]).compactMap(Self.number),
        isAmbient: fields[5].elementsEqual([UInt8(ascii: "*")]))
    }
    self.init(files: files, compiler: compiler)
    fingerprint = Checksum.md5(of: bytes)
  }

  /// A position in digits; nil where it is something else.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    if digits.isEmpty || digits.count > 9 { return nil }
    var number = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      number = 10 * number + Int(digit - UInt8(ascii: "0"))
    }
    return number
  }
}
