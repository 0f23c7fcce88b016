import Foundation
import Testing

@testable import Book
@testable import Build
@testable import Directives
@testable import Document
@testable import Figures
@testable import Files
@testable import Mathematics
@testable import Plot
@testable import Reading
@testable import Results
@testable import Services
@testable import Settings
@testable import Source
@testable import Statistics
@testable import Syntax
@testable import Tasks

@Suite("What is written down is true")
struct DocumentationTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
  }

  private static let pages = [
    "README.md", "CHANGELOG.md", "docs/architecture.md", "docs/recipes.md", "docs/reference.md", "docs/editors.md",
    "docs/cluster.md", "docs/page.md", "docs/own-results.md", "docs/own-book.md", "docs/comparison.md",
  ]

  @Test func `the reference is what the declarations say`() throws {
    #expect(
      try text("docs/reference.md") == Vocabulary.reference, "run: swift run report list --markdown > docs/reference.md"
    )
  }

  @Test func `the recipes are the code that compiles here`() throws {
    let recipes = try text("docs/recipes.md")
    let code = try text("Tests/ReportTests/Documentation/Recipes.swift")
    let snippets = code.matches(of: /\/\/ recipe: \w+\n([\s\S]*?)\/\/ end\n/).map { String($0.output.1) }
    #expect(snippets.count == 4)
    for snippet in snippets { #expect(recipes.contains("```swift\n" + snippet + "```"), "\(snippet)") }
  }

  @Test func `a memory function made by the recipe works through its own catalogue`() throws {
    let catalogue = Catalogue<any MemoryFunction>("memory function", [.init(Plateau.self) { $0 }])
    let memory = try catalogue.make("plateau(end: 3)")
    #expect([0, 3, 4].map { memory($0) } == [1, 1, 0])
    #expect(throws: SettingProblem.self) { try catalogue.make("plateau(end: 0)") }
  }

  @Test func `a directive made by the recipe stands in a document`() throws {
    let file = SourceFile(path: "a.md", text: ShoutDirective.example)
    let (chapter, problems) = ChapterReader.read(file, files: ProjectFiles())
    #expect(problems.filter { $0.rule != .missingTitle }.isEmpty)
    let call = try #require(chapter.calls.first)
    let reading = DirectiveReading(call, textOptions: ShoutDirective.textOptions)
    var book = Book(roles: .all)
    book.append(ShoutDirective(reading), given: reading.arguments)
    #expect(reading.diagnostics.isEmpty)
    let results = Results(of: book.directives, outcomes: [:])
    #expect(
      try Resolver(book, results: results, store: nil).blocks([.directive(call)]) == [
        .quote([.paragraph([.text("Stop.")])])
      ])
  }

  @Test func `a statistical test made by the recipe infers a mean`() throws {
    let catalogue = Catalogue<any StatisticalTest>("test", [.init(SeedMeansTest.self) { $0 }])
    let test = try catalogue.make("seed-means(level: 0.9)")
    // Of 1, 2 and 3: mean 2, standard error 1/√3, and t(0.95, 2) = 2.9200.
    let interval = test.estimate([1, 2, 3])
    #expect(abs(interval.upper - 2 - 2.9200 / 3.0.squareRoot()) < 1e-3)
    #expect(abs(interval.value - 2) < 1e-12)
    #expect(abs(test.estimate([1, 2, 3], less: [1, 1, 1]).value - 1) < 1e-12)
  }

  @Test func `a kind of figure made by the recipe draws what it declares`() throws {
    let catalogue = Catalogue<any FigureKind>("kind of figure", [.init(MeansFigure.self) { $0 }])
    let kind = try catalogue.make("means(of: poly, number: error)")
    let offer = Offer(numbers: ["error": "an error"], cells: [[:], [:]])
    #expect(kind.inputs == Inputs(results: ["poly"]))
    #expect(kind.check(among: ["poly": offer]).isEmpty)
    #expect(kind.check(among: [:]).map(\.message) == ["no result is called 'poly'"])
    let dataset = Dataset(offer: offer, results: [[.init(numbers: ["error": 1])], [.init(numbers: ["error": 3])]])
    let panels = kind.panels(from: ["poly": dataset], styles: SeriesStyles(offers: [offer]))
    let point = try #require(panels.first?.marks.first as? Point)
    #expect(point.ys == [1, 3])
  }

  @Test(arguments: ["README.md", "docs/recipes.md"])
  func `the chapters shown have no mistakes and name what there is`(page: String) throws {
    let fragments = try text(page).matches(of: /````markdown\n([\s\S]*?)````/).map { String($0.output.1) }
    #expect(!fragments.isEmpty)
    for fragment in fragments {
      let chapter = fragment.hasPrefix("# ") ? fragment : "# Title\n\n" + fragment
      let file = SourceFile(path: "\(page).md", text: chapter)
      let reader = try BookReader([file], profile: .quick, typesetter: Typesetter())
      #expect(reader.diagnostics.map(\.message) == [])
    }
  }

  @Test func `the chapters of the first page are built beside those of a new book`() throws {
    let fragments = try text("docs/own-book.md").matches(of: /````markdown\n([\s\S]*?)````/).map { String($0.output.1) }
    #expect(fragments.count == 3)
    let book = try SmallBook([:])
    try FileManager.default.removeItem(atPath: book.path("chapters"))
    let program = try #require(ExternalProgram.run([Program.url.path, "new", book.folder.path]))
    #expect(program.code == 0, "\(program.error)")
    for (index, fragment) in fragments.enumerated() {
      let quick = fragment.replacing("quick: 50", with: "quick: 2")
      try book.write(quick, to: "chapters/\(index + 2)-mine.md")
    }
    try book.write(
      "hour,temperature,pressure\n6,12.1,1016\n9,15.4,1014\n12,19.8,1011\n", to: "chapters/measurements.csv")
    let (_, diagnostics) = try BookFolder(path: book.path("chapters"), profile: .quick).diagnosed(
      typesetter: Typesetter())
    #expect(diagnostics.map(\.message) == [])
    #expect(try book.build().manifest.figures.map(\.id) == ["learned", "warming", "pressures", "training"])
  }

  @Test func `the experiment of the recipe is built`() throws {
    let recipe = try text("docs/recipes.md").matches(of: /````markdown\n([\s\S]*?)````/).map { String($0.output.1) }
    let book = try SmallBook(["01-mine.md": recipe[0].replacing("quick: 200", with: "quick: 10")])
    #expect(try book.build().manifest.figures.map(\.id) == ["my-memory"])
  }

  @Test func `the architecture names every folder, and no other`() throws {
    let named = Set(
      try text("docs/architecture.md").matches(of: /`(Sources\/[A-Za-z\/]+)`/).map { String($0.output.1) })
    for folder in named {
      var isFolder: ObjCBool = false
      let path = Self.root.appending(path: folder).path
      #expect(FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue, "\(folder)")
    }
    let modules = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "Sources").path)
    for module in modules {
      #expect(named.contains("Sources/\(module)"), "\(module)")
      guard !module.hasPrefix("C") || module == "Core" else { continue }
      let rooms = try FileManager.default.contentsOfDirectory(
        atPath: Self.root.appending(path: "Sources/\(module)").path)
      for room in rooms where !room.contains(".") {
        #expect(named.contains("Sources/\(module)/\(room)"), "\(module)/\(room)")
      }
    }
  }

  /// What each module of `Package.swift` is built on, by its name; only our own modules.
  private func moduleGraph() throws -> [String: Set<String>] {
    let package = try text("Package.swift").replacing(/\n\s*/, with: " ")
    var graph: [String: Set<String>] = [:]
    for match in package.matches(of: /(?:core|report)\( ?"(\w+)"(?:, on: ((?:"\w+"(?:, )?)+))?/) {
      graph[String(match.output.1)] = Set((match.output.2 ?? "").matches(of: /\w+/).map { String($0.output) })
    }
    for match in package.matches(of: /arget\( ?name: "(\w+)", dependencies: \[([^\]]*)\]/) {
      graph[String(match.output.1)] = Set(match.output.2.matches(of: /"(\w+)"/).map { String($0.output.1) })
    }
    return graph.mapValues { $0.filter { graph[$0] != nil } }
  }

  @Test func `the module graph of the architecture is that of the package`() throws {
    let graph = try moduleGraph()
    let drawn = try text("docs/architecture.md").matches(of: /(\w+) --> (\w+)\n/).map { match in
      "\(match.output.1) --> \(match.output.2)"
    }
    let modules = graph.filter { !$0.key.hasSuffix("Tests") && $0.key.first?.isUppercase == true }
    let edges = modules.flatMap { module, below in below.map { "\($0) --> \(module)" } }
    #expect(drawn.count == Set(drawn).count)
    #expect(Set(drawn) == Set(edges))
  }

  @Test func `a file imports only what its module is built on`() throws {
    let graph = try moduleGraph()
    func reach(_ module: String) -> Set<String> {
      (graph[module] ?? []).reduce(into: []) { $0.formUnion(reach($1).union([$1])) }
    }
    for folder in ["Core", "Report"] {
      let root = Self.root.appending(path: "Sources/\(folder)")
      for path in try FileManager.default.subpathsOfDirectory(atPath: root.path) where path.hasSuffix(".swift") {
        let module = String(path.prefix { $0 != "/" })
        let source = try String(contentsOf: root.appending(path: path), encoding: .utf8)
        let imports = source.matches(of: /(?m)^import (\w+)$/).map { String($0.output.1) }
        let known = reach(module)
        for name in imports where graph[name] != nil { #expect(known.contains(name), "\(path) imports \(name)") }
      }
    }
  }

  @Test(arguments: pages)
  func `links lead to files that are there`(page: String) throws {
    let folder = Self.root.appending(path: page).deletingLastPathComponent()
    for link in try text(page).matches(of: /\]\(([^)#\s]+)\)/).map({ String($0.output.1) }) where !link.contains("://")
    {
      #expect(FileManager.default.fileExists(atPath: folder.appending(path: link).path), "\(link)")
    }
  }

  @Test func `the commands of the README are those that the continuous check runs`() throws {
    let (readme, check) = (try text("README.md"), try text(".ci/run"))
    for command in ["./bootstrap && swift run report", "./bootstrap && swift test"] {
      #expect(readme.contains(command))
    }
    for command in ["./bootstrap", "swift test", "swift run report"] { #expect(check.contains(command)) }
  }

  @Test func `the guide to clusters is followed as far as one machine goes`() throws {
    let guide = try text("docs/cluster.md")
    let book = try SmallBook()
    let conf = try #require(guide.firstMatch(of: /```\n(# our queue[\s\S]*?)```/)).output.1
    try book.write(String(conf), to: "cluster.conf")
    for name in ClusterSite.declarations.map(\.name) { #expect(guide.contains("`\(name)`"), "\(name)") }
    // What needs no cluster is run, with the small size in place of the full one.
    let lines = guide.matches(of: /```sh\n([\s\S]*?)```/).flatMap { $0.output.1.split(separator: "\n") }
    let commands = lines.map { $0.replacing("--profile full", with: "--profile quick") }
    #expect(commands.count == 8)
    let script = commands.filter { $0 != "report sweep submit --profile quick" }.joined(separator: "\n")
    try book.write("set -e\nreport() { '\(Program.url.path)' \"$@\"; }\n\(script)\n", to: "guide.sh")
    let answer = try #require(ExternalProgram.run(["bash", "-c", "cd '\(book.folder.path)' && . ./guide.sh"]))
    #expect(answer.code == 0, "\(answer.error)")
    for expected in ["#SBATCH --account=lab42", "0 of 7 runs done", "7 not computed yet", "7 computed, 0 found"] {
      #expect(answer.output.contains(expected), "\(expected)")
    }
    #expect(try book.text("job.yaml").contains("completionMode: Indexed"))
  }

  @Test func `the chapters of the project have no mistakes`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "chapters").path)
    let files = try names.filter { $0.hasSuffix(".md") }.sorted().map { name in
      SourceFile(path: Self.root.appending(path: "chapters/\(name)").path, text: try text("chapters/\(name)"))
    }
    for profile in Profile.allCases {
      let project = ProjectFiles(root: Self.root)
      let reader = try BookReader(files, profile: profile, typesetter: Typesetter(), project: project)
      #expect(reader.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
    }
  }
}
