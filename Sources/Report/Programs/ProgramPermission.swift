import Basics
import Checksums
import Foundation

/// What a person is asked to allow: a command with everything that says what it does.
package struct ProgramRequest: Sendable, Hashable {
  package var command: String
  /// The files that it is given, by place, with their checksums.
  package var files: [String]
  /// The command whose output is added to the keys of results; empty if there is none.
  package var version: String
  /// The texts among its settings, by name; numbers can do no harm and are left out.
  package var texts: [String]

  /// As a job holds it.
  package var parts: [[String]] { [[command], files, [version], texts] }

  package init(command: String, files: [String], version: String, texts: [String]) {
    (self.command, self.files, self.version, self.texts) = (command, files, version, texts)
  }

  /// Nil where the parts are not those of a request.
  package init?(parts: [[String]]) {
    guard parts.count == 4, let command = parts[0].first, let version = parts[2].first else { return nil }
    self.init(command: command, files: parts[1], version: version, texts: parts[3])
  }

  /// What stands for all of it.
  package var checksum: String {
    let parts = [command, version] + files + [""] + texts
    return Checksum.sha256(of: parts.map { "\($0.utf8.count) \($0)" }.joined(separator: "\n"))
  }

  /// For a person to read before allowing it; nothing in it moves the cursor or changes a colour.
  package var text: String {
    var lines = ["  command: \(command)"]
    if !version.isEmpty { lines.append("  version: \(version)") }
    lines += files.map { "  file:    \($0)" } + texts.map { "  setting: \($0)" }
    return lines.map(TerminalText.escapedLine).joined(separator: "\n")
  }
}

/// Which programs of chapters may run on this machine.
package struct ProgramPermission: Sendable {
  package static let none = ProgramPermission(allowsAll: false, checksums: [])

  private let allowsAll: Bool
  private let checksums: Set<String>

  private init(allowsAll: Bool, checksums: Set<String>) { (self.allowsAll, self.checksums) = (allowsAll, checksums) }

  package func allows(_ request: ProgramRequest) -> Bool { allowsAll || checksums.contains(request.checksum) }

  /// What was said with `--allow-programs`, or remembered by `report allow`.
  package init(allowsAll: Bool) { self.init(allowsAll: allowsAll, checksums: Self.remembered()) }

  /// The file in which this user's permissions are kept: checksums, a line each.
  package static var file: URL {
    let environment = ProcessInfo.processInfo.environment
    let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? URL(filePath: $0) : nil }
    let home = URL(filePath: environment["HOME"] ?? NSHomeDirectory())
    return (state ?? home.appending(path: ".local/state")).appending(path: "report/allowed-programs")
  }

  /// What the file holds; nothing where others than this user may write it.
  package static func remembered() -> Set<String> {
    var status = stat()
    let path = file.path
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
      status.st_mode & 0o022 == 0, let data = FileManager.default.contents(atPath: path)
    else { return [] }
    return Set(String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init))
  }

  /// Remembers these as well.
  package static func remember(_ requests: [ProgramRequest]) throws {
    try write(remembered().union(requests.map(\.checksum)))
  }

  /// Forgets these.
  package static func forget(_ requests: [ProgramRequest]) throws {
    try write(remembered().subtracting(requests.map(\.checksum)))
  }

  private static func write(_ checksums: Set<String>) throws {
    let folder = file.deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch { throw Self.problem(folder, "\(error.localizedDescription)") }
    let temporary = "\(file.path).\(getpid())"
    unlink(temporary)
    let descriptor = open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Self.problem(file, String(cString: strerror(errno))) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do { try handle.write(contentsOf: Data(checksums.sorted().map { "\($0)\n" }.joined().utf8)) } catch {
      unlink(temporary)
      throw Self.problem(file, "\(error.localizedDescription)")
    }
    guard rename(temporary, file.path) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(temporary)
      throw Self.problem(file, reason)
    }
  }

  private static func problem(_ place: URL, _ reason: String) -> UserError {
    UserError(
      "cannot remember what is allowed in '\(place.path)': \(reason.lowercased()); allow it with --allow-programs")
  }
}
