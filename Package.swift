// swift-tools-version: 6.1
import PackageDescription

/// Header folders that pkg-config names only together with flags SwiftPM refuses; absent ones are ignored.
let headers = ["/usr/include", "/usr/local/include", "/opt/homebrew/include"].flatMap { root in
  ["pango-1.0", "harfbuzz", "fribidi"].flatMap { ["-Xcc", "-I\(root)/\($0)"] }
}

#if arch(x86_64)
  let processor = ["-Xcc", "-march=x86-64-v3"]
#else
  let processor: [String] = []
#endif

/// Compiled file by file, so that an edit compiles what it touches and no more.
let byFile = processor + headers

/// For what is not numeric. With REPORT_UNOPTIMISED set it is not optimised at all, which builds three times as fast and makes
/// a slower program.
let isOptimised = Context.environment["REPORT_UNOPTIMISED"] == nil
let incremental: [SwiftSetting] = [.unsafeFlags((isOptimised ? ["-O"] : []) + byFile)]

/// Optimised always: for numeric code that finds what is generic in the modules below it.
let numeric: [SwiftSetting] = [.unsafeFlags(["-O"] + byFile)]

/// `swift run` builds for debugging, where numeric Swift is a hundred times slower, so every target is optimised always.
let fast: [SwiftSetting] = [
  .unsafeFlags(
    ["-O", "-wmo", "-num-threads", "2", "-disable-batch-mode", "-cross-module-optimization"] + processor + headers)
]

/// A module of what is studied, in a folder of its name.
func core(_ name: String, on modules: Target.Dependency..., settings: [SwiftSetting] = fast) -> Target {
  .target(name: name, dependencies: modules, path: "Sources/Core/\(name)", swiftSettings: settings)
}

/// A module of the program, in a folder of its name.
func report(_ name: String, on modules: Target.Dependency..., resources: [String] = []) -> Target {
  .target(
    name: name, dependencies: modules, path: "Sources/Report/\(name)",
    resources: resources.map { .embedInCode($0) }, swiftSettings: incremental)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

/// What is studied, from the ground up; what a module is built on reaches those above it too.
let coreModules: [Target] = [
  .target(name: "CKernels", cSettings: [.unsafeFlags(["-O3"])]),
  core("Settings"),
  core("Numerics", on: "Settings", "CKernels"),
  core("Statistics", on: "Numerics"),
  core("Tasks", on: "Statistics"),
  core("Errors", on: "Statistics"),
  core("Networks", on: "Tasks"),
  core("Models", on: "Networks", settings: numeric),
  core("Training", on: "Errors", "Models", settings: numeric),
  core("Equations", on: "Settings"),
  core("Definitions", on: "Equations", "Errors", "Networks"),
  core("Theorems", on: "Definitions", "Models", settings: numeric),
]

/// The program, from the ground up.
let reportModules: [Target] = [
  .target(name: "CSystem"),
  report("Basics", on: "Settings"),
  report("Files", on: "Basics", "Code", "CSystem"),
  report("Programs", on: "Files", "Settings"),
  report("Source", on: "Programs"),
  report("DataFiles", on: "Source", "Tasks"),
  report("Document", on: "Source", "Equations", "Statistics", "Plot"),
  report("Syntax", on: "Document", "DataFiles", "CMarkdown"),
  report("Store", on: "Source"),
  report("Mathematics", on: "Syntax", "Store", "CDuktape"),
  report("Results", on: "Syntax", "Training", "Theorems"),
  report("Figures", on: "Results"),
  report("Citations", on: "Document"),
  report("Jobs", on: "Store", "Results"),
  report("Book", on: "Jobs", "Figures", "Citations"),
  report("Directives", on: "Book"),
  report("Reading", on: "Directives", "Mathematics"),
  report(
    "Render", on: "Book", "Mathematics", "CHarfBuzz", "CBrotli",
    resources: ["page", "search", "previews", "figures", "values", "tables", "rescaling", "explore", "paper"].map {
      "HTML/Script/\($0).js"
    }),
  report("Build", on: "Reading", "Render"),
  report("Verify", on: "Build"),
  report("Services", on: "Build", resources: ["Preview/preview.js"]),
  report("LanguageServer", on: "Reading"),
  .executableTarget(
    name: "Command", dependencies: ["Verify", "Services", "LanguageServer", argumentParser],
    path: "Sources/Report/Command",
    resources: ["index", "marks", "scales", "themes", "kinds", "cells"].map { .embedInCode("Gallery/\($0).md") }
      + ["index.md", "chapter.md", "references.bib", "pendulum.svg"].map { .embedInCode("New/new_\($0)") },
    swiftSettings: incremental, plugins: ["CodeTablePlugin"]),
]

let libraries: [Target] = [
  .systemLibrary(
    name: "CCairo", pkgConfig: "cairo",
    providers: [.apt(["libcairo2-dev", "libpango1.0-dev"]), .brew(["cairo", "pango"])]),
  .systemLibrary(
    name: "CMarkdown", pkgConfig: "libcmark-gfm",
    providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"])]),
  .systemLibrary(name: "CGLib", pkgConfig: "glib-2.0", providers: [.apt(["libglib2.0-dev"]), .brew(["glib"])]),
  .systemLibrary(
    name: "CHarfBuzz", pkgConfig: "harfbuzz-subset", providers: [.apt(["libharfbuzz-dev"]), .brew(["harfbuzz"])]),
  .systemLibrary(
    name: "CBrotli", pkgConfig: "libbrotlienc", providers: [.apt(["libbrotli-dev"]), .brew(["brotli"])]),
  .systemLibrary(name: "CDuktape", pkgConfig: "duktape", providers: [.apt(["duktape-dev"]), .brew(["duktape"])]),
]

let tests: [Target] = [
  .target(name: "CAllocations", path: "Tests/CAllocations"),
  .testTarget(name: "CodeTests", dependencies: ["Code"], swiftSettings: incremental),
  .testTarget(name: "CoreTests", dependencies: ["Training", "Theorems", "CAllocations"], swiftSettings: incremental),
  .testTarget(name: "PlotTests", dependencies: ["Plot"], exclude: ["Images", "Snapshots"], swiftSettings: incremental),
  .testTarget(
    name: "ReportTests", dependencies: ["Command"], exclude: ["Corpus", "Specs", "Figures/Snapshots"],
    swiftSettings: incremental),
]

let package = Package(
  name: "report",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "report", targets: ["Command"])],
  dependencies: [.package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")],
  targets: coreModules + reportModules + libraries + tests + [
    .target(name: "Plot", dependencies: ["CCairo"], swiftSettings: fast),
    .target(name: "Code", dependencies: ["CGLib"], swiftSettings: fast),
    .executableTarget(name: "code-table", dependencies: ["Code"], path: "Sources/CodeTableTool", swiftSettings: fast),
    .plugin(name: "CodeTablePlugin", capability: .buildTool(), dependencies: ["code-table"]),
    .executableTarget(
      name: "training-benchmark", dependencies: ["Training", "Definitions", argumentParser],
      path: "Benchmarks/TrainingBenchmark", swiftSettings: fast),
    .executableTarget(
      name: "plot-benchmark", dependencies: ["Plot"], path: "Benchmarks/PlotBenchmark", swiftSettings: fast,
      // Its cold start is measured, so it does not load libraries that it hardly uses.
      linkerSettings: [.unsafeFlags(["-static-stdlib"], .when(platforms: [.linux]))]),
  ],
  swiftLanguageModes: [.v6]
)
