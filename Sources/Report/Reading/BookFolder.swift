import Basics
import Book
import Document
import Files
import Foundation
import Mathematics
import Programs
import Results
import Settings
import Source
import Syntax

/// The folder that holds the chapters, `*.md` in the order of their names, in which `9` comes before `10`; one that begins
/// with `_` is for includes.
package struct BookFolder {
  package var path: String
  package var profile: Profile
  /// Values of parameters, by label and name.
  package var overrides: [String: [String: Value]]
  package var severities: RuleSeverities
  /// Where the files that are read are noted.
  package var sightings: Sightings?
  /// What an editor has not saved yet.
  package var unsaved = UnsavedFiles()
  /// What includes may not leave; by default the current folder, or the one that holds the chapters where they are elsewhere.
  package var project: URL?
  /// What was read before.
  var cache: ReadingCache
  /// Which programs of the book may run.
  package var programs: ProgramPermission

  package init(
    path: String, profile: Profile = Profile.standard, overrides: [String: [String: Value]] = [:],
    severities: RuleSeverities = RuleSeverities(), sightings: Sightings? = nil, cache: ReadingCache = ReadingCache(),
    programs: ProgramPermission = .none
  ) {
    self.path = path
    self.profile = profile
    self.overrides = overrides
    self.severities = severities
    self.sightings = sightings
    self.cache = cache
    self.programs = programs
  }

  /// Changes when files that chapters name were read anew.
  package var reading: Int { cache.reading }

  /// What makes a report of this folder again.
  package var request: BuildRequest {
    let parameters = overrides.flatMap { label, values in values.map { ("\(label).\($0.key)", $0.value.description) } }
    return BuildRequest(chapters: path, profile: profile, parameters: Dictionary(parameters) { $1 })
  }

  /// The files among `sightings`, with paths from the folder on.
  package func sources(in sightings: Sightings) -> [Manifest.Source] {
    let chapters = URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL.path
    let root = chapters.hasSuffix("/") ? chapters : chapters + "/"
    let parent = URL(filePath: root).deletingLastPathComponent().path
    let project = parent.hasSuffix("/") ? parent : parent + "/"
    return sightings.checksums.map { file, checksum in
      let place = URL(filePath: file).standardizedFileURL.path
      let name =
        place.hasPrefix(root)
        ? String(place.dropFirst(root.count))
        : place.hasPrefix(project) ? "../" + place.dropFirst(project.count) : place
      return Manifest.Source(path: name, checksum: checksum)
    }.sorted { $0.path < $1.path }
  }

  /// What stands for each file that was read, by path, but for some chapters that no other file includes.
  package func inputs(in sightings: Sightings, besides chapters: [Chapter]) -> [String: String] {
    let own = Set(chapters.compactMap { FolderPath.real($0.file.path) })
    return sightings.all.filter { !own.contains(Sightings.place(in: $0.value)) || cache.knows($0.key) }
  }

  /// The book with every mistake in it.
  package func diagnosed(typesetter: Typesetter) throws -> (Book, [Diagnostic]) {
    let read = try reading(typesetter: typesetter)
    return (read.book, read.diagnostics)
  }

  /// A book with every mistake in it, and what each of its chapters has around it.
  package struct Read: Sendable {
    package var book: Book
    package var diagnostics: [Diagnostic]
    package var surroundings: Surroundings
  }

  /// The book as it is now.
  package func reading(typesetter: Typesetter) throws -> Read {
    var read = try Self.read(chapters(), in: self, typesetter: typesetter)
    read.diagnostics += skipped(for: read.book)
    return read
  }

  /// The mistakes in one chapter of a book that was read, as its text is now, and the chapter.
  package func read(_ path: String, beside rest: Surroundings, typesetter: Typesetter) throws -> (
    chapter: Chapter?, diagnostics: [Diagnostic]
  ) {
    let (file, problems) = load(path)
    let reader = try BookReader(
      [file], profile: profile, typesetter: typesetter, project: ProjectFiles(root: root, unsaved: unsaved),
      overrides: overrides, severities: severities, programs: programs, beside: rest)
    return (reader.book.chapters.first ?? reader.book.preface, problems + reader.diagnostics)
  }

  /// A chapter's text.
  private func load(_ path: String) -> (file: SourceFile, diagnostics: [Diagnostic]) {
    SourceFile.load(URL(filePath: path), path: path, within: root, sightings: sightings, unsaved: unsaved)
  }

  /// A book of some files.
  package static func book(of paths: [String], in folder: BookFolder, typesetter: Typesetter) throws -> (
    Book, [Diagnostic]
  ) {
    let read = try read(paths, in: folder, typesetter: typesetter)
    return (read.book, read.diagnostics)
  }

  private static func read(_ paths: [String], in folder: BookFolder, typesetter: Typesetter) throws -> Read {
    let loaded = paths.map(folder.load)
    let order = ChapterOrder(loaded.map(\.file))
    let files = order.files
    let diagnostics = loaded.flatMap(\.diagnostics) + folder.applied(to: order.diagnostics, among: files)
    let named = Sightings()
    folder.cache.check(unsaved: folder.unsaved)
    let reader = try BookReader(
      files, profile: folder.profile, typesetter: typesetter,
      project: ProjectFiles(root: folder.root, sightings: named, unsaved: folder.unsaved), overrides: folder.overrides,
      severities: folder.severities, cache: folder.cache, programs: folder.programs)
    folder.cache.note(named)
    folder.sightings?.add(named)
    for (label, values) in folder.overrides.sorted(by: { $0.key < $1.key }) {
      for name in values.keys.sorted() where reader.scope.parameters[label]?[name] == nil {
        let known = reader.scope.parameters.flatMap { item in item.value.keys.map { "\(item.key).\($0)" } }
        throw UserError(
          "unknown parameter '\(label).\(name)': \(Suggestion.remedy(for: "\(label).\(name)", among: known))",
          isUsage: true)
      }
    }
    // A chapter that is not read has no title to miss.
    let refused = Set(diagnostics.filter { $0.file.bytes.isEmpty }.map(\.file.path))
    let found = reader.diagnostics.filter { $0.rule != .missingTitle || !refused.contains($0.file.path) }
    return Read(book: reader.book, diagnostics: diagnostics + found, surroundings: reader.asSurroundings)
  }

  /// What includes may not leave.
  package var root: URL {
    if let project { return project }
    let here = URL(filePath: FileManager.default.currentDirectoryPath).resolvingSymlinksInPath()
    let chapters = URL(filePath: path).resolvingSymlinksInPath()
    return chapters.path == here.path || chapters.path.hasPrefix(here.path + "/")
      ? here : chapters.deletingLastPathComponent()
  }

  /// The paths of the chapters.
  ///
  /// - Throws: `UserError` if there are none.
  package func chapters() throws -> [String] {
    let chapters = chapterPaths
    if !chapters.isEmpty { return chapters }
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard isThere, isFolder.boolValue else {
      throw UserError(
        isThere
          ? "'\(path)' is a file; name the folder of the chapters with --chapters"
          : "the folder '\(path)' does not exist; create it, or name another with --chapters")
    }
    guard access(path, R_OK | X_OK) == 0 else {
      throw UserError("you may not read the folder '\(path)'; change its permissions")
    }
    throw UserError(
      "the folder '\(path)' has no chapters; add a file such as 01-introduction.md, or name another with --chapters")
  }

  /// The paths of the chapters that are there.
  package var chapterPaths: [String] {
    names(in: path).filter { $0.hasSuffix(".md") }.sorted(by: NaturalOrder.precedes).map { "\(path)/\($0)" }
  }

  /// What a change of the folder shows by: the chapters, and what looks like one.
  package var listing: [String] { chapterPaths + candidates.flatMap(\.files) }

  /// Files and folders that look like chapters and are not, with the chapters that the folders hold.
  var candidates: [(path: String, files: [String])] {
    let others = names(in: path).filter { !$0.hasSuffix(".md") || Self.isFolder("\(path)/\($0)") }
    return others.sorted(by: NaturalOrder.precedes).compactMap { name in
      if !name.hasSuffix(".md"), Self.isMarkdown(name) { return ("\(path)/\(name)", ["\(path)/\(name)"]) }
      guard Self.isFolder("\(path)/\(name)") else { return nil }
      let inner = names(in: "\(path)/\(name)").filter(Self.isMarkdown).map { "\(path)/\(name)/\($0)" }
      return inner.isEmpty ? nil : ("\(path)/\(name)", inner.sorted())
    }
  }

  /// What the names in a folder are that are neither hidden nor kept for includes.
  private func names(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.hasPrefix(".") && !$0.hasPrefix("_") }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func isMarkdown(_ name: String) -> Bool {
    ["md", "markdown", "mdown", "mkd", "qmd", "rmd"].contains((name as NSString).pathExtension.lowercased())
  }

  /// Warnings of the candidates of which nothing was included.
  private func skipped(for book: Book) -> [Diagnostic] {
    let skipped = candidates.filter { $0.files.allSatisfy { !cache.knows($0) } }.map { candidate in
      let isFile = candidate.files == [candidate.path]
      return Diagnostic(
        .skippedFile,
        isFile ? "this file is skipped" : "this folder is skipped, with \(Words.count(candidate.files.count, "file"))",
        remedy: isFile
          ? "give it the ending .md, or begin its name with _"
          : "move its chapters up, include them, or begin its name with _",
        file: SourceFile(path: candidate.path, text: ""), span: 0..<0)
    }
    return applied(to: skipped, among: book.preface.map { [$0.file] } ?? [])
  }

  /// Messages about the folder with the severities that the command and the preface among some files give them.
  private func applied(to diagnostics: [Diagnostic], among files: [SourceFile]) -> [Diagnostic] {
    if diagnostics.isEmpty { return [] }
    let preface = files.first(where: \.isPreface).map { ChapterReader.settings(of: $0).severities }
    return diagnostics.compactMap { diagnostic in
      [severities, preface ?? RuleSeverities()].reduce(diagnostic) { $0.flatMap($1.applied) }
    }
  }
}
