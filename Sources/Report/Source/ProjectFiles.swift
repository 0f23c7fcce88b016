import Basics
import Files
import Foundation
import Synchronization

/// The files that chapters may name: those of the project's folder, wherever symbolic links lead.
package struct ProjectFiles: Sendable {
  /// Why a file is not read.
  package struct Refusal: ExplainedError {
    var rule: Rule
    var message: String
    package var remedy: String

    package init(rule: Rule, message: String, remedy: String) {
      self.rule = rule
      self.message = message
      self.remedy = remedy
    }

    package var description: String { "\(message) (\(remedy))" }

    /// The refusal as a message about the place that names the file.
    package func diagnostic(in file: SourceFile, at span: Range<Int>) -> Diagnostic {
      Diagnostic(rule, message, remedy: remedy, file: file, span: span)
    }
  }

  /// A file that was read.
  package struct Content: Sendable {
    /// The path as messages show it, `shared/notation.md`.
    package var path: String
    package var bytes: [UInt8]
  }

  /// Bytes that a book may still read of the files that its chapters name, however often they name them.
  private final class Room: Sendable {
    private let bytes = Atomic(ProjectFiles.mostBytes)

    /// Whether so many more bytes may be read.
    func takes(_ count: Int) -> Bool { bytes.subtract(count, ordering: .relaxed).newValue >= 0 }
  }

  /// The most bytes of all files that chapters name, each counted as often as it is named.
  static let mostBytes = 200_000_000

  private let room = Room()
  private let read: @Sendable (_ path: String, _ most: Int) -> Result<[UInt8], Refusal>
  /// The names of the files below a folder; nil for what is not a folder.
  private let list: @Sendable (_ path: String) -> Result<[String]?, Refusal>

  /// Files below `root`; those that are read are noted in `sightings`. What an editor has not saved yet stands for the file.
  package init(root: URL, sightings: Sightings? = nil, unsaved: UnsavedFiles = UnsavedFiles()) {
    let root = FolderPath.real(root.path) ?? root.path
    read = { path, most in Self.read(path, most: most, root: root, sightings, unsaved) }
    list = { path in Self.list(path, root: root, sightings) }
  }

  /// Files held in memory, by their paths.
  package init(_ files: [String: String] = [:]) {
    read = { path, _ in
      guard let text = files[path] else { return .failure(.missing(path)) }
      return .success(Array(text.utf8))
    }
    list = { path in
      let names = files.keys.filter { $0.hasPrefix(path + "/") }.map { String($0.dropFirst(path.count + 1)) }
      return .success(names.isEmpty ? nil : names.sorted())
    }
  }

  /// Reads the file called `name` beside `file`, at most so many bytes.
  package func content(
    of name: String, beside file: SourceFile, most: Int = SourceFile.largest
  ) throws(Refusal) -> Content {
    guard !name.hasPrefix("/"), !name.hasPrefix("~") else {
      throw Refusal(
        rule: .outsideProject, message: "'\(name)' is not a path within the project",
        remedy: "write it from the folder of this chapter, as shared/notation.md")
    }
    guard !name.utf8.contains(0) else { throw .missing(name) }
    let path = Self.path(of: name, beside: file)
    let bytes = try read(path, most).get()
    // A large data file counts as much as a chapter may be, and is read once for each that names it.
    guard room.takes(min(bytes.count, SourceFile.largest)) else {
      throw Refusal(
        rule: .fileTooLarge,
        message: "with '\(path)' the files that chapters name come to more than \(Self.mostBytes / 1_000_000) MB",
        remedy: "name fewer or smaller files, or each of them once")
    }
    return Content(path: path, bytes: bytes)
  }

  /// The names of all files below the folder called `name` beside `file`, in order, from that folder on; nil where it is not a
  /// folder. Hidden files are left out.
  package func names(inFolder name: String, beside file: SourceFile) throws(Refusal) -> [String]? {
    guard !name.hasPrefix("/"), !name.hasPrefix("~"), !name.utf8.contains(0) else { return nil }
    return try list(Self.path(of: name, beside: file)).get()
  }

  /// The path of the file called `name` beside `file`.
  package static func path(of name: String, beside file: SourceFile) -> String {
    let folder = file.path.split(separator: "/").dropLast().map(String.init)
    return (file.path.hasPrefix("/") ? "/" : "") + joined(folder, name)
  }

  /// How `file` names the file at a path: the other way round.
  package static func path(of path: String, from file: SourceFile) -> String {
    var (parts, folder) = (path.split(separator: "/"), normalised(file.path).split(separator: "/").dropLast()[...])
    while parts.count > 1, let first = folder.first, first == parts[0] {
      parts.removeFirst()
      folder.removeFirst()
    }
    return (folder.map { _ in ".." } + parts).joined(separator: "/")
  }

  /// A path without `.` and without a `..` behind another folder.
  package static func normalised(_ path: String) -> String { (path.hasPrefix("/") ? "/" : "") + joined([], path) }

  /// Reads the file at a path of the disk.
  func bytes(ofFile path: String) -> Result<[UInt8], Refusal> { read(path, SourceFile.largest) }

  /// `name` from `folder` on, without `.` and without a `..` behind another folder.
  private static func joined(_ folder: [String], _ name: String) -> String {
    var parts = folder
    for part in name.split(separator: "/") {
      switch part {
      case ".": continue
      case ".." where parts.last.map { $0 != ".." } == true: parts.removeLast()
      default: parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }

  private static func list(_ path: String, root: String, _ sightings: Sightings?) -> Result<[String]?, Refusal> {
    guard let resolved = FolderPath.real(path), FileKind(at: resolved) == .folder else { return .success(nil) }
    guard FolderPath.isInside(resolved, root) else { return .failure(.outside(path, root)) }
    guard let names = FolderListing.names(below: resolved) else {
      return .failure(
        Refusal(
          rule: .fileTooLarge, message: "'\(path)' holds more than \(FolderListing.most) files",
          remedy: "name the files that are needed, or a smaller folder"))
    }
    sightings?.note(FolderListing.bytes(of: names), of: path, at: resolved)
    return .success(names)
  }

  private static func read(
    _ path: String, most: Int, root: String, _ sightings: Sightings?, _ unsaved: UnsavedFiles
  ) -> Result<[UInt8], Refusal> {
    guard let resolved = FolderPath.real(path) else { return .failure(.missing(path)) }
    guard resolved == root || resolved.hasPrefix(root.hasSuffix("/") ? root : root + "/") else {
      return .failure(.outside(path, root))
    }
    if let bytes = unsaved.bytes(ofFileAt: resolved) {
      if bytes.count > SourceFile.largest { return .failure(.tooLarge(path)) }
      sightings?.note(bytes, of: path, at: resolved)
      return .success(bytes)
    }
    var status = stat()
    guard stat(resolved, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let handle = FileHandle(forReadingAtPath: resolved)
    else { return .failure(.missing(path)) }
    defer { try? handle.close() }
    guard let data = try? handle.read(upToCount: min(Int(status.st_size), most) + 1) ?? Data() else {
      return .failure(.missing(path))
    }
    if data.count > most { return .failure(.tooLarge(path, most: most)) }
    let bytes = Array(data)
    sightings?.note(bytes, of: path, at: resolved)
    return .success(bytes)
  }
}

extension ProjectFiles.Refusal {
  static func missing(_ path: String) -> Self {
    Self(
      rule: .unreadableFile, message: "'\(path)' cannot be read",
      remedy: "check that it is a file, that it exists and that you may read it")
  }

  static func outside(_ path: String, _ root: String) -> Self {
    Self(
      rule: .outsideProject, message: "'\(path)' is outside the project",
      remedy: "copy it into the folder '\(root)'")
  }

  package static func tooLarge(_ path: String, most: Int = SourceFile.largest) -> Self {
    Self(
      rule: .fileTooLarge, message: "'\(path)' is larger than \(most / 1_000_000) MB",
      remedy: "split it into several files")
  }
}
