import Core
import Foundation

/// The folder that holds the chapters, `*.md` in the order of their names; one that begins with `_` is for includes.
struct BookFolder {
  var path: String
  var profile = Profile.standard
  /// Values of parameters, by label and name.
  var overrides: [String: [String: Value]] = [:]
  var severities = RuleSeverities()
  /// Where the files that are read are noted.
  var sightings: Sightings?
  /// What was read before.
  var memory = ReadingMemory()

  /// What makes a report of this folder again.
  var request: BuildRequest {
    let parameters = overrides.flatMap { label, values in values.map { ("\(label).\($0.key)", $0.value.description) } }
    return BuildRequest(chapters: path, profile: profile, parameters: Dictionary(parameters) { $1 })
  }

  /// The files among `sightings`, with paths from the folder on.
  func sources(in sightings: Sightings) -> [Manifest.Source] {
    let parent = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) + "/" : ""
    return sightings.digests.map { file, digest in
      let name =
        file.hasPrefix(path + "/")
        ? String(file.dropFirst(path.count + 1))
        : file.hasPrefix(parent) ? "../" + file.dropFirst(parent.count) : file
      return Manifest.Source(path: name, digest: digest)
    }.sorted { $0.path < $1.path }
  }

  /// The book with every mistake in it.
  func diagnosed(typesetter: Typesetter) throws -> (Book, [Diagnostic]) {
    try Self.book(of: chapters(), in: self, typesetter: typesetter)
  }

  /// A book of some files.
  static func book(of paths: [String], in folder: BookFolder, typesetter: Typesetter) throws -> (Book, [Diagnostic]) {
    var files: [SourceFile] = []
    var diagnostics: [Diagnostic] = []
    for path in paths {
      let (file, problems) = SourceFile.load(URL(filePath: path), path: path, sightings: folder.sightings)
      files.append(file)
      diagnostics += problems
    }
    let named = Sightings()
    folder.memory.check()
    let reader = try BookReader(
      files, profile: folder.profile, typesetter: typesetter,
      project: ProjectFiles(root: folder.root, sightings: named), overrides: folder.overrides,
      severities: folder.severities, memory: folder.memory)
    folder.memory.note(named)
    folder.sightings?.add(named)
    for (label, values) in folder.overrides.sorted(by: { $0.key < $1.key }) {
      for name in values.keys.sorted() where reader.scope.parameters[label]?[name] == nil {
        let known = reader.scope.parameters.flatMap { item in item.value.keys.map { "\(item.key).\($0)" } }
        throw UserError(
          "there is no parameter '\(label).\(name)': \(Suggestion.remedy(for: "\(label).\(name)", among: known))",
          isUsage: true)
      }
    }
    return (reader.book, diagnostics + reader.diagnostics)
  }

  /// What includes may not leave: the current folder, or the one that holds the chapters where they are elsewhere.
  private var root: URL {
    let here = URL(filePath: FileManager.default.currentDirectoryPath).resolvingSymlinksInPath()
    let chapters = URL(filePath: path).resolvingSymlinksInPath()
    return chapters.path == here.path || chapters.path.hasPrefix(here.path + "/")
      ? here : chapters.deletingLastPathComponent()
  }

  /// The paths of the chapters.
  ///
  /// - Throws: `UserError` where there are none.
  func chapters() throws -> [String] {
    let chapters = chapterPaths
    if !chapters.isEmpty { return chapters }
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard isThere, isFolder.boolValue else {
      throw UserError(
        isThere
          ? "'\(path)' is a file; name the folder of the chapters with --chapters"
          : "there is no folder '\(path)' with chapters; create it, or name another with --chapters")
    }
    guard access(path, R_OK | X_OK) == 0 else {
      throw UserError("you may not read the folder '\(path)'; change its permissions")
    }
    throw UserError(
      "the folder '\(path)' has no chapters; add a file such as 01-introduction.md, or name another with --chapters")
  }

  /// The paths of the chapters that are there.
  var chapterPaths: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") && !$0.hasPrefix("_") }.sorted().map {
      "\(path)/\($0)"
    }
  }
}
