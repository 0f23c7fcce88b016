import Testing

@testable import Code
@testable import CodeScan

@Suite("The code behind a result")
struct CodeTableTests {
  /// A small module: a computation, a catalogue with two things, what they share, and what nothing needs.
  private static let sources: [String: String] = [
    "Models.swift": """
    package protocol Model { func step() -> Double }
    extension Catalogue {
      static let models = Catalogue([
        Entry(Near.self) { $0 },
        Entry(Far.self) { $0 },
      ])
    }
    """,
    "Near.swift": """
    struct Near: Model {
      static let name = "near"
      func step() -> Double { helped(1).half }
    }
    """,
    "Far.swift": """
    struct Far: Model {
      static let name = "far"
      func step() -> Double { 2 }
    }
    """,
    "Helper.swift": "func helped(_ x: Double) -> Double { x }",
    "Half.swift": """
    extension Double {
      var half: Double { self / 2 }
    }
    """,
    "Run.swift": """
    /// Unlike `Unused`, it is used.
    struct Run { let model: any Model }
    """,
    "Unused.swift": "struct Unused { let run: Run }",
  ]

  private func table(_ sources: [String: String] = sources) -> CodeTable {
    CodeTable(SourceTable(sources: sources.sorted { $0.key < $1.key }.map { ("Sources/Plot/\($0.key)", $0.value) }))
  }

  private func files(_ words: Set<String>, in table: CodeTable) -> Set<String> {
    Set(table.files(of: ["Run"], using: words).map { String($0.path.dropFirst("Sources/Plot/".count)) })
  }

  @Test func `is what it mentions, and what a chapter has it use`() {
    #expect(files([], in: table()) == ["Run.swift", "Models.swift"])
    #expect(files(["far"], in: table()) == ["Run.swift", "Models.swift", "Far.swift"])
    #expect(
      files(["near"], in: table()) == ["Run.swift", "Models.swift", "Near.swift", "Helper.swift", "Half.swift"])
  }

  @Test func `is everything where its beginning is unknown`() {
    #expect(table().files(of: ["Runn"], using: []).count == Self.sources.count)
  }

  @Test(arguments: [
    ("Far.swift", ["far"]), ("Half.swift", ["near"]), ("Run.swift", ["near", "far"]), ("Unused.swift", []),
  ])
  func `has another version when a file that it needs changes, and only then`(edited: String, changed: [String]) {
    var sources = Self.sources
    sources[edited]? += "\nfunc more() {}\n"
    for word in ["near", "far"] {
      let (before, after) = (
        table().version(of: ["Run"], using: [word]), table(sources).version(of: ["Run"], using: [word])
      )
      #expect((before != after) == changed.contains(word), "\(word)")
    }
  }

  @Test func `is the same after a further line in a catalogue`() {
    var sources = Self.sources
    sources["Models.swift"] = sources["Models.swift"]?.replacing(
      "    Entry(Far", with: "    Entry(Third.self) { $0 },\n    Entry(Far")
    sources["Third.swift"] = "struct Third: Model { static let name = \"third\"; func step() -> Double { 3 } }"
    #expect(table().version(of: ["Run"], using: ["far"]) == table(sources).version(of: ["Run"], using: ["far"]))
  }

  @Test func `is the same after an edited comment`() {
    var sources = Self.sources
    for name in sources.keys { sources[name] = "/// A comment.\n  // Another.\n" + (sources[name] ?? "") }
    #expect(table().version(of: ["Run"], using: ["far"]) == table(sources).version(of: ["Run"], using: ["far"]))
    // Within a text such a line is not a comment.
    let texts = ["one", "two"].map { "let text = \"\"\"\n  // \($0)\n  \"\"\"" }
    #expect(SourceScan(texts[0]).checksum != SourceScan(texts[1]).checksum)
  }

  @Test(arguments: [
    "extension Double {\n  subscript(place: Int) -> Double { self }\n}", "func + (a: Run, b: Run) -> Run { a }",
    "extension Double: CustomThing {}", "#if os(Linux)\n  func step() {}\n#endif", "infix operator <>",
  ])
  func `holds whatever is used without its name`(text: String) {
    var sources = Self.sources
    sources["Nameless.swift"] = text
    #expect(files([], in: table(sources)).contains("Nameless.swift"))
  }

  @Test func `holds no file for imports that some systems alone have`() {
    var sources = Self.sources
    sources["Idle.swift"] = "#if canImport(Glibc)\n  import Glibc\n#else\n  import Darwin\n#endif\nenum Idle {}"
    #expect(!files([], in: table(sources)).contains("Idle.swift"))
  }

  @Test func `holds every thing where a file takes from catalogues by itself`() {
    var sources = Self.sources
    sources["Run.swift"]? += "let all = Catalogue.models.entries.map { $0 }"
    #expect(files([], in: table(sources)).isSuperset(of: ["Near.swift", "Far.swift"]))
  }

  @Test func `holds no file for what stands within its members`() {
    var sources = Self.sources
    sources["Inner.swift"] = """
      extension Double {
        var isInner: Bool { if case .nan = kind { true } else { false } }
        func inner() -> Double {
          let (a, b) = (self, self)
          switch a {
          case .nan: return b
          default: return a
          }
        }
      }
      """
    #expect(!files([], in: table(sources)).contains("Inner.swift"))
  }

  @Test func `is in Core every file of its module and of those below, and the things that it names`() {
    let models =
      "import Base\nextension Catalogue {\n  static let all = [\n    Entry(Near.self) { $0 },\n    Entry(Far.self) { $0 },\n  ]\n}"
    let sources = [
      "Base/Low.swift": "struct Low {}", "Base/Unnamed.swift": "struct Unnamed {}",
      "Beside/Third.swift": "struct Third {}",
      "Models/Models.swift": models, "Models/Shared.swift": "struct Shared {}",
      "Models/Near.swift": "struct Near {\n  static let name = \"near\"\n}",
      "Models/Far.swift": "struct Far {\n  static let name = \"far\"\n}",
      "Runs/Run.swift": "import Models\nstruct Run {}",
    ]
    let table = CodeTable(
      SourceTable(sources: sources.sorted { $0.key < $1.key }.map { ("Sources/Core/\($0.key)", $0.value) }))
    let files = table.files(of: ["Run"], using: ["near"]).map { String($0.path.dropFirst("Sources/Core/".count)) }
    #expect(Set(files) == Set(sources.keys).subtracting(["Beside/Third.swift", "Models/Far.swift"]))
  }

  @Test func `is read as it was written`() {
    let written = SourceTable(
      sources: [
        ("Sources/Plot/A.swift", "struct A { let b: B }\n/// A word.\nlet größe = 1"),
        ("Sources/Plot/B.swift", "struct B {}"),
      ], ambient: [("Package.swift", "1")])
    let read = CodeTable(written)
    #expect(read.files.map(\.path) == written.files.map(\.path))
    #expect(read.files.map(\.checksum) == written.files.map(\.checksum))
    #expect(read.files.map(\.declared) == [["A", "größe"], ["B"], []])
    #expect(read.files.map(\.needs) == [[1], [], []])
    #expect(read.files.map(\.isAmbient) == [false, false, true])
  }

  @Test func `mentions the words beside signs of every kind`() {
    #expect(SourceScan("let a = größe·b2 − _c + \"d’e\"").mentioned == ["let", "a", "größe", "b2", "_c", "d", "e"])
  }
}
