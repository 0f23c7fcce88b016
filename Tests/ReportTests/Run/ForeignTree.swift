import Foundation

/// Numbers that follow from a seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Everything that can be seen of the files below a folder; each byte of a path is a character of Latin 1.
struct TreeSnapshot {
  struct Item: Equatable {
    var kind: mode_t
    var permissions: mode_t
    var links: UInt64
    var owner: uid_t
    /// The number of the file, by which it is known under another name.
    var number: UInt64
    /// The bytes of a file, or where a link leads.
    var content: [UInt8]
  }

  private(set) var items: [String: Item] = [:]

  init(of root: String) { walk(root, "") }

  private mutating func walk(_ root: String, _ path: String) {
    let whole = path.isEmpty ? root : "\(root)/\(path)"
    guard let folder = whole.withLatin1({ opendir($0) }) else { return }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(latin1: $0) }
      }
      if name == "." || name == ".." { continue }
      let inner = path.isEmpty ? name : "\(path)/\(name)"
      guard let item = Item(at: "\(root)/\(inner)") else { continue }
      items[inner] = item
      if item.kind == S_IFDIR { walk(root, inner) }
    }
  }

  /// The items at or below some paths.
  func items(below roots: Set<String>) -> [String: Item] {
    items.filter { path, _ in roots.contains { path == $0 || path.hasPrefix($0 + "/") } }
  }
}

extension TreeSnapshot.Item {
  init?(at path: String) {
    var status = stat()
    guard path.withLatin1({ lstat($0, &status) }) == 0 else { return nil }
    kind = status.st_mode & S_IFMT
    permissions = status.st_mode & 0o7777
    // The number of links of a folder counts the folders in it.
    links = kind == S_IFDIR ? 0 : UInt64(status.st_nlink)
    (owner, number) = (status.st_uid, UInt64(status.st_ino))
    content = []
    if kind == S_IFLNK {
      var buffer = [CChar](repeating: 0, count: 4096)
      let count = path.withLatin1 { readlink($0, &buffer, buffer.count) }
      content = buffer.prefix(max(count, 0)).map(UInt8.init(bitPattern:))
    } else if kind == S_IFREG {
      let descriptor = path.withLatin1 { open($0, O_RDONLY) }
      guard descriptor >= 0 else { return }
      content = Array((try? FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).readToEnd()) ?? Data())
    }
  }
}

extension String {
  init(latin1 text: UnsafePointer<CChar>) {
    self.init(String.UnicodeScalarView((0..<strlen(text)).map { Unicode.Scalar(UInt8(bitPattern: text[$0])) }))
  }

  func withLatin1<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    let bytes = unicodeScalars.map { CChar(bitPattern: UInt8(truncatingIfNeeded: $0.value)) } + [0]
    return bytes.withUnsafeBufferPointer { buffer in body(buffer.baseAddress!) }
  }
}

/// Plants files, folders, links and pipes of a user's, in the places that the program writes to.
struct ForeignTree {
  let root: String
  var generator: SeededGenerator
  /// Paths of all that was planted.
  private(set) var planted: Set<String> = []

  init(root: String, seed: Int) { (self.root, generator) = (root, SeededGenerator(seed: seed)) }

  /// Names that the program itself uses, names near to those, and others.
  private static let names = [
    "index.html", "report.json", "report.pdf", "figures", "data", "figures/memory.svg", "figures/memory.png",
    "figures/memory.pdf", "data/memory.csv", "figures/old.svg", "data/old.csv", "figures/photo.jpg", "small.html",
    "01-small.html", "old.html", "notes.txt", ".report-files", ".report-exports", "CACHEDIR.TAG", "results",
    "results/README",
    "results/0123456789abcdef0123456789abcdef", "digests", "drawings/x", "formulae", "papers/0", "builds",
    "checkpoints/0123456789abcdef0123456789abcdef", "claims", "claims/0123456789abcdef0123456789abcdef", "books",
    "books/0123456789abcdef0123456789abcdef", "code", "code/x", "sweeps", "sweeps/x/manifest.jsonl", "tiny",
    "tiny/numbers.csv", "tiny/weights", "tiny/weights/seed-1.safetensors", "memory.tex", "memory.pdf", "chapters",
    "chapters/index.md", "chapters/04-kinds.md", "logs", "failed", "failed/0123456789abcdef0123456789abcdef",
    ".index.html.1234.5678", "figures/.memory.svg.999999.1", ".report-999999-1-0123456789abcdef", "index.html.~1~",
    "deep/er/still/x.svg", "x.csv/part/0001", "x.svg/keep.txt", "caf\u{e9}", "figures/\u{ff}\u{fe}.svg", "a\nb", "-rf",
  ]

  /// Plants something under a random name in one of `places`.
  mutating func plant(in places: [String]) {
    guard let place = places.randomElement(using: &generator), let name = Self.names.randomElement(using: &generator)
    else { return }
    plant(place == "." ? name : "\(place)/\(name)")
  }

  /// Plants something at a path, in place of what is there.
  mutating func plant(_ path: String) {
    // A planted link or file above is not gone through.
    var above = ""
    for part in path.split(separator: "/").dropLast() {
      above += (above.isEmpty ? "" : "/") + part
      guard let item = TreeSnapshot.Item(at: "\(root)/\(above)") else {
        _ = "\(root)/\(above)".withLatin1 { mkdir($0, 0o755) }
        planted.insert(above)
        continue
      }
      if item.kind != S_IFDIR { return }
    }
    let whole = "\(root)/\(path)"
    if let item = TreeSnapshot.Item(at: whole) {
      if item.kind == S_IFDIR { return }
      _ = whole.withLatin1 { unlink($0) }
    }
    planted.insert(path)
    make(whole)
  }

  private mutating func make(_ path: String) {
    let targets = [
      "\(root)/theirs/a.txt", "\(root)/theirs/folder", "../theirs/a.txt", "nowhere", ".", "\(root)/chapters",
    ]
    switch Int.random(in: 0..<12, using: &generator) {
    case 0, 1:
      _ = path.withLatin1 { mkdir($0, 0o755) }
      if Bool.random(using: &generator) { write("\(path)/kept.txt") }
    case 2, 3:
      let target = targets.randomElement(using: &generator) ?? ""
      _ = target.withCString { target in path.withLatin1 { symlink(target, $0) } }
    case 4: _ = "\(root)/theirs/a.txt".withCString { old in path.withLatin1 { link(old, $0) } }
    case 5: _ = path.withLatin1 { mkfifo($0, 0o600) }
    default: write(path)
    }
  }

  private mutating func write(_ path: String) {
    let texts = [
      "", "mine \(Int.random(in: 0..<1000, using: &generator))\n", "<!DOCTYPE html><title>mine</title>", "{}",
      "# report\n", "d41d8cd98f00b204e9800998ecf8427e  x\n",
    ]
    let modes: [mode_t] = [0o644, 0o600, 0o444, 0o755, 0o400, 0o666, 0o000]
    let descriptor = path.withLatin1 { open($0, O_CREAT | O_EXCL | O_WRONLY, 0o644) }
    guard descriptor >= 0 else { return }
    let text = Array((texts.randomElement(using: &generator) ?? "").utf8)
    _ = Foundation.write(descriptor, text, text.count)
    fchmod(descriptor, modes.randomElement(using: &generator) ?? 0o644)
    close(descriptor)
  }
}
