/// What the build tool finds out of each source file, in the order in which the program knows them.
///
/// A file needs those of its module, and of the modules below it, that declare or extend a name it mentions. In Core it needs
/// every file of these modules: only the things of a catalogue, such as models, are left out where nothing names them. The
/// lines of a catalogue name nothing: what a chapter names there is a need of the computation, not of the catalogue.
package struct SourceTable: Sendable {
  package struct File: Sendable, Equatable {
    /// Relative to the package.
    package var path: String
    package var checksum: String
    package var declared: [String] = []
    /// The author's words for the things it declares, "gru".
    package var words: [String] = []
    /// Positions of the files it needs itself.
    package var needs: [Int] = []
    /// Whether every computation needs it.
    package var isAmbient = false
  }

  package let files: [File]

  /// Reads source texts by path; the checksums in `ambient` are of what every computation needs.
  package init(sources: [(path: String, text: String)], ambient: [(path: String, checksum: String)] = []) {
    self.init(scans: sources.map { ($0.path, SourceScan($0.text)) }, ambient: ambient)
  }

  init(scans: [(path: String, scan: SourceScan)], ambient: [(path: String, checksum: String)] = []) {
    let scans = scans.map { (path: $0.path, module: Self.module($0.path), scan: $0.scan) }
    let modules = Modules(of: scans.map { ($0.module, $0.scan.imports) })
    let declared = Dictionary(grouping: scans, by: { $0.module }).mapValues { Set($0.flatMap(\.scan.declared)) }
    let listed = Set(scans.flatMap(\.scan.listed))
    let things = Set(scans.indices.filter { !scans[$0].scan.declared.isDisjoint(with: listed) })
    var places: [String: [Int]] = [:]
    var nameless: Set<Int> = []
    for (index, item) in scans.enumerated() {
      let own = declared[item.module] ?? []
      for name in item.scan.names(among: own) { places[name, default: []].append(index) }
      if item.scan.isAmbient || item.scan.extensions.contains(where: { $0.isAmbient(among: own) }) {
        nameless.insert(index)
      }
    }
    let members = Dictionary(grouping: scans.indices.filter { !things.contains($0) }) { scans[$0].module }
    files =
      scans.enumerated().map { index, item in
        var needs = Set(item.scan.mentioned.flatMap { places[$0] ?? [] })
        if item.scan.opensCatalogues, !item.path.contains("/Settings/") { needs.formUnion(things) }
        needs.formUnion(nameless)
        needs = needs.filter { modules.reaches(scans[$0].module, from: item.module) }
        if Self.isWhole(item.path) {
          // The first file of each module stands for all of it.
          needs.formUnion(members[item.module] ?? [])
          needs.formUnion(modules.imports[item.module, default: []].compactMap { members[$0]?.first })
        }
        return File(
          path: item.path, checksum: item.scan.checksum, declared: item.scan.declared.sorted(),
          words: things.contains(index) ? item.scan.words : [], needs: needs.subtracting([index]).sorted())
      }
      + ambient.map { File(path: $0.path, checksum: $0.checksum, isAmbient: true) }
  }

  /// `Models` in "Sources/Core/Models/GRU.swift", `Plot` in "Sources/Plot/Scale.swift".
  private static func module(_ path: String) -> String {
    let folders = path.split(separator: "/").dropLast().dropFirst().map(String.init)
    let isInside = folders.count > 1 && ["Core", "Report"].contains(folders[0])
    return isInside ? folders[1] : folders.first ?? ""
  }

  /// Whether a file needs all of its module and of those below, but for the things of catalogues.
  private static func isWhole(_ path: String) -> Bool { path.hasPrefix("Sources/Core/") }
}

/// What the modules of a program are built on, by what their files import.
private struct Modules {
  let imports: [String: Set<String>]
  private let below: [String: Set<String>]

  init(of files: [(module: String, imports: Set<String>)]) {
    let known = Set(files.map(\.module))
    let imports = files.reduce(into: [String: Set<String>]()) { imports, file in
      imports[file.module, default: []].formUnion(file.imports.intersection(known).subtracting([file.module]))
    }
    self.imports = imports
    below = known.reduce(into: [:]) { below, module in
      var (reached, open): (Set<String>, [String]) = ([module], [module])
      while let next = open.popLast() {
        for module in imports[next, default: []] where reached.insert(module).inserted { open.append(module) }
      }
      below[module] = reached
    }
  }

  /// Whether code of a module may use that of another.
  func reaches(_ other: String, from module: String) -> Bool { below[module]?.contains(other) == true }
}

extension SourceScan {
  /// The names by which other files reach this one, where `own` are the types of its module.
  ///
  /// A member of an own type is reached through the type; one that is added to a foreign type, by its own name.
  fileprivate func names(among own: Set<String>) -> Set<String> {
    extensions.reduce(into: declared) { names, item in
      if own.contains(item.type) {
        names.insert(item.type)
      } else {
        names.formUnion(item.members.union(item.protocols))
      }
    }
  }
}

extension SourceScan.Extension {
  /// Whether it may be at work where none of its names stands.
  fileprivate func isAmbient(among own: Set<String>) -> Bool {
    !own.contains(type) && (isNameless || !own.isSuperset(of: protocols))
  }
}

extension SourceTable {
  /// One line a file: checksum, path, names, words, needs, and a star where it is ambient.
  package var text: String {
    files.map { file in
      [
        file.checksum, file.path, file.declared.joined(separator: ","), file.words.joined(separator: ","),
        file.needs.map(String.init).joined(separator: ","), file.isAmbient ? "*" : "",
      ].joined(separator: "\t")
    }.joined(separator: "\n")
  }
}
