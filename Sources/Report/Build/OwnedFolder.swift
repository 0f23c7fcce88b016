import Basics
import Checksums
import Document
import Files
import Foundation

/// A folder in which the program replaces and removes only what it wrote, as a record in the folder proves.
///
/// Anything else there is the user's: files that are not in the record, files that were changed since, folders and links. A link
/// below the folder is never followed; the folder itself may be one.
package struct OwnedFolder: Sendable {
  /// As the user gave it.
  let path: String
  /// The name of the record; each kind of output has its own, so that none removes what another wrote.
  let record: String
  /// What was read here, so that a build reads each file once.
  private let seen = SeenChecksums()

  package init(_ path: String, record: String = FileRecord.report) { (self.path, self.record) = (path, record) }

  /// What was written, and what the user should know of it.
  package struct Written: Sendable {
    /// The MD5 of each file of the folder, by path.
    var checksums: [String: String]
    package var remarks: [String]
  }

  /// Reads what was written here, for the checks to come to find it read.
  func look() { seen.look(at: (storedRecord?.checksums.keys).map { $0.filter(areFolders(above:)).map(place) } ?? []) }

  /// Checks, before anything is computed, that these files can be written and that nothing of the user's is in their way.
  ///
  /// - Parameter isForced: whether what is in the way will be renamed.
  /// - Throws: `WriteProblem`, or `ForeignFiles` that names what is in the way.
  package func admit(_ paths: [String], isForced: Bool) throws {
    try checkWritable(paths)
    let obstacles = obstacles(to: paths, in: knownFiles())
    if !isForced, !obstacles.isEmpty { throw ForeignFiles(obstacles, in: path) }
  }

  /// Writes files whole: all that changed is written under other names before any file takes the place of an older one.
  ///
  /// - Parameters:
  ///   - kept: the MD5 of files of the report that are there already, by path.
  ///   - isForced: whether what is in the way is renamed.
  ///   - keepsOthers: whether what was written earlier and is not among `files` stays.
  ///   - waits: called where another process writes into the folder, before its end is waited for.
  /// - Throws: `WriteProblem` or `ForeignFiles`, with the folder as it was.
  package func write(
    _ files: [OutputFile], kept: [String: String] = [:], isForced: Bool = false, keepsOthers: Bool = false,
    waits: () -> Void = {}
  ) throws -> Written {
    for file in files where !FileRecord.isInside(file.path) {
      throw WriteProblem(path: place(file.path), reason: "the name leads out of its folder")
    }
    try FolderPath.make(path)
    let lock = FolderLock(path, waits: waits)
    defer { withExtendedLifetime(lock) {} }
    let checksums = files.concurrentMap { Checksum.md5(of: $0.content) }
    let made = Dictionary(zip(files.map(\.path), checksums)) { $1 }.merging(kept) { own, _ in own }
    if let lost = kept.keys.sorted().first(where: { seen.checksum(of: place($0)) != made[$0] }) {
      throw WriteProblem(
        path: place(lost), reason: "another program changed it during the build", remedy: "build the report again")
    }
    var (older, remarks) = (knownFiles(), [String]())
    let obstacles = obstacles(to: files.map(\.path), in: older, making: made)
    if !isForced, !obstacles.isEmpty { throw ForeignFiles(obstacles, in: path) }
    for obstacle in obstacles {
      let free = try FileKind.moveAside(place(obstacle.path))
      remarks.append("'\(place(obstacle.path))' was renamed to '\(free)'")
    }
    let changed = zip(files, checksums).filter { seen.checksum(of: place($0.path)) != $1 }.map(\.0)
    if obstacles.contains(where: { $0.path == record }) { older = FileRecord() }
    var new = FileRecord(made)
    let rest = older.checksums.filter { made[$0.key] == nil }
    if keepsOthers { new.checksums.merge(rest) { $1 } }
    let last = try replace(changed, older.merging(FileRecord(made)), by: new)
    if !keepsOthers { remarks += remove(rest) }
    try last?.commit()
    clean(Array(made.keys))
    return Written(checksums: made, remarks: remarks)
  }

  /// The files that reports wrote into the folder, by their paths in it.
  package var writtenPaths: Set<String> { Set(knownFiles().checksums.keys) }

  /// Whether the folder holds these files and no others of an earlier report.
  func holds(_ checksums: [String: String]) -> Bool {
    guard storedRecord == FileRecord(checksums), checksums.keys.allSatisfy(areFolders(above:)) else { return false }
    seen.look(at: checksums.keys.map(place))
    return checksums.allSatisfy { seen.checksum(of: place($0.key)) == $0.value }
  }

  /// Whether the folder has files with these checksums.
  func has(_ checksums: [String: String]) -> Bool {
    guard checksums.keys.allSatisfy(areFolders(above:)) else { return false }
    return checksums.allSatisfy { seen.checksum(of: place($0.key)) == $0.value }
  }

  /// Removes what processes that are gone left half written beside these files.
  func clean(_ paths: [String]) {
    for folder in Set(paths.map { ($0 as NSString).deletingLastPathComponent } + [""]) {
      if areFolders(above: "\(folder)/file") { AtomicFile.removeAbandoned(in: URL(filePath: place(folder))) }
    }
  }

  private func place(_ file: String) -> String { file.isEmpty ? path : "\(path)/\(file)" }
}

extension OwnedFolder {
  /// Gives changed files their places, while the record is `known`, which has what was there and what will be.
  ///
  /// - Returns: The record `new`, which has what will be and waits for its place; nil where the folder has it.
  private func replace(_ changed: [OutputFile], _ known: FileRecord, by new: FileRecord) throws -> AtomicFile? {
    let stored = storedRecord
    let between = changed.isEmpty ? stored : known
    func content(_ record: FileRecord) -> (String, [UInt8]) { (self.record, Array(record.text.utf8)) }
    let first = between == stored ? [] : [content(known)]
    let last = between == new ? [] : [content(new)]
    // At the same time, since each waits for the disk.
    let results = (first + changed.map { ($0.path, $0.content) } + last).concurrentMap { file, content in
      Result { try AtomicFile(content, for: URL(filePath: place(file))) }
    }
    var waiting = results.compactMap { try? $0.get() }
    do {
      for result in results { _ = try result.get() }
      while waiting.count > last.count { try waiting.removeFirst().commit() }
    } catch {
      waiting.forEach { $0.discard() }
      throw error
    }
    return waiting.first
  }

  /// Removes files that are as they were written; returns what is said of those that are not, which stay.
  private func remove(_ files: [String: Set<String>]) -> [String] {
    files.sorted { $0.key < $1.key }.compactMap { file, checksums in
      let target = place(file)
      guard areFolders(above: file), FileKind(at: target) != .missing else { return nil }
      guard let checksum = FileKind.checksum(of: target), checksums.contains(checksum) else {
        return "'\(target)' stays, because it was changed after report wrote it; the report does not use it"
      }
      unlink(target)
      return nil
    }
  }

  /// Whether every folder above a file of this folder is a folder and not a link.
  private func areFolders(above file: String) -> Bool {
    Self.folders(above: file).allSatisfy { FileKind(at: place($0)) == .folder }
  }

  /// "a", "a/b" of "a/b/c".
  private static func folders(above file: String) -> [String] {
    let path = file.utf8
    let ends = path.indices.filter { $0 > path.startIndex && path[$0] == UInt8(ascii: "/") }
    return ends.map { String(file[..<$0]) }
  }
}

extension OwnedFolder {
  /// The record in the folder; nil if there is none, or something else has its name.
  private var storedRecord: FileRecord? {
    let file = place(record)
    guard FileKind(at: file) == .file, let data = BoundedFile.contents(atPath: file) else { return nil }
    return FileRecord(text: String(decoding: data, as: UTF8.self))
  }

  /// What the program wrote here; of a report without a record, what its manifest and its marks prove.
  private func knownFiles() -> FileRecord {
    storedRecord ?? (record == FileRecord.report ? OlderReport(in: path).record : FileRecord())
  }

  /// What is in the way of files with these paths; a file that has the new content already is not.
  private func obstacles(
    to files: [String], in known: FileRecord, making made: [String: String] = [:]
  ) -> [ForeignFiles.Item] {
    var obstacles: [String: ForeignFiles.Item.Reason] = [:]
    seen.look(at: files.filter(areFolders(above:)).map(place))
    for file in files {
      if let (folder, reason) = Self.folders(above: file).lazy.compactMap(obstacle(atFolder:)).first {
        obstacles[folder] = reason
        continue
      }
      let kind = FileKind(at: place(file))
      guard kind == .file else {
        if kind != .missing { obstacles[file] = .init(kind) }
        continue
      }
      guard let checksum = seen.checksum(of: place(file)) else {
        obstacles[file] = .foreign
        continue
      }
      if known.knows(file, checksum) || made[file] == checksum { continue }
      obstacles[file] = known.checksums[file] == nil ? .foreign : .changed
    }
    let kind = FileKind(at: place(record))
    if kind != .missing, storedRecord == nil { obstacles[record] = kind == .file ? .foreign : .init(kind) }
    return obstacles.sorted { $0.key < $1.key }.map { ForeignFiles.Item(path: $0.key, reason: $0.value) }
  }

  private func obstacle(atFolder folder: String) -> (String, ForeignFiles.Item.Reason)? {
    switch FileKind(at: place(folder)) {
    case .missing, .folder: nil
    case .link: (folder, .link)
    case .file, .other: (folder, .notAFolder)
    }
  }

  /// Throws `WriteProblem` where the folder, or one in it that takes files, cannot be written to.
  private func checkWritable(_ files: [String]) throws {
    let nearest = FolderPath.nearest(to: path)
    var status = stat()
    guard stat(nearest, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      let name = nearest.hasPrefix("./") ? String(nearest.dropFirst(2)) : nearest
      throw WriteProblem(path: path, reason: "'\(name)' is not a folder", remedy: "name another folder")
    }
    let inner = Set(files.flatMap(Self.folders(above:))).sorted().filter { FileKind(at: place($0)) == .folder }
    if access(nearest, W_OK | X_OK) != 0 { throw WriteProblem(path: path, number: errno) }
    for folder in inner.map(place) where access(folder, W_OK | X_OK) != 0 {
      throw WriteProblem(path: folder, number: errno)
    }
    var room = statvfs()
    if statvfs(nearest, &room) == 0, room.f_bavail == 0, room.f_blocks > 0 {
      throw WriteProblem(path: path, number: ENOSPC)
    }
    if FileKind(at: FolderPath.resolved(path)) == .folder { try AtomicFile.probe(URL(filePath: path)) }
  }
}
