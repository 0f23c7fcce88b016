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

/// What every module is compiled with; an editor finds what is declared here, and need not find it in Foundation.
let common = processor + headers + ["-index-ignore-system-modules"]

/// Compiled file by file, so that an edit compiles what it touches; for what is edited most.
let piecewise: [SwiftSetting] = [.unsafeFlags(common)]

/// Compiled as a whole, which takes half of the processor's time that files one by one would.
let whole = common + ["-wmo", "-num-threads", "2", "-disable-batch-mode"]

/// Not optimised where `swift run` builds for debugging, which compiles four times as fast: for what reads settings, chooses and
/// arranges.
let plain: [SwiftSetting] = [.unsafeFlags(whole)]

/// `swift run` builds for debugging, where numeric Swift is a hundred times slower, so what computes is optimised always.
let always = whole + ["-O"]

/// For numeric code that finds what is generic in the modules below it.
let numeric: [SwiftSetting] = [.unsafeFlags(always)]

/// For generic numeric code, which hands on the bodies of its functions to the modules above it.
let fast: [SwiftSetting] = [.unsafeFlags(always + ["-cross-module-optimization"])]

/// For what every build of a book runs through from end to end. With REPORT_UNOPTIMISED set it is not optimised either, which
/// builds faster and makes a slower program.
let isOptimised = Context.environment["REPORT_UNOPTIMISED"] == nil
let optimised: [SwiftSetting] = isOptimised ? numeric : plain

/// A module of what is studied, in a folder of its name.
func core(_ name: String, on modules: Target.Dependency..., settings: [SwiftSetting] = fast) -> Target {
  .target(name: name, dependencies: modules, path: "Sources/Core/\(name)", swiftSettings: settings)
}

/// A module of the program, in a folder of its name.
func report(_ name: String, on modules: Target.Dependency..., settings: [SwiftSetting] = plain) -> Target {
  .target(name: name, dependencies: modules, path: "Sources/Report/\(name)", swiftSettings: settings)
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
  .target(name: "CAssets", exclude: ["page", "preview", "gallery", "new"]),
  report("Basics", on: "Settings", settings: optimised),
  report("Files", on: "Basics", "Checksums", "CSystem"),
  report("Programs", on: "Files", "Settings"),
  report("Source", on: "Programs", settings: optimised),
  report("DataFiles", on: "Source", "Tasks"),
  report("Document", on: "Source", "Equations", "Statistics", "Plot", settings: optimised),
  report("Syntax", on: "Document", "DataFiles", "CMarkdown", settings: optimised),
  report("Store", on: "Source", "Code"),
  report("Mathematics", on: "Syntax", "Store", "CDuktape"),
  report("Results", on: "Syntax", "Training", "Theorems", settings: optimised),
  report("Figures", on: "Results", settings: piecewise),
  report("Citations", on: "Document"),
  report("Jobs", on: "Store", "Results"),
  report("Book", on: "Jobs", "Figures", "Citations"),
  report("Directives", on: "Book", settings: piecewise),
  report("Reading", on: "Directives", "Mathematics"),
  report("Assets", on: "CAssets"),
  report("Render", on: "Book", "Mathematics", "Assets", "CHarfBuzz", "CBrotli", settings: optimised),
  report("Manuscript", on: "Render"),
  report("Build", on: "Reading", "Render"),
  report("Verify", on: "Build"),
  report("Services", on: "Build"),
  report("LanguageServer", on: "Reading"),
  .executableTarget(
    name: "Command", dependencies: ["Verify", "Services", "LanguageServer", "Manuscript", argumentParser],
    path: "Sources/Report/Command", swiftSettings: piecewise, plugins: ["CodeTablePlugin"]),
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
  .testTarget(name: "CodeTests", dependencies: ["Code", "CodeScan"], swiftSettings: piecewise),
  .testTarget(name: "CoreTests", dependencies: ["Training", "Theorems", "CAllocations"], swiftSettings: piecewise),
  .testTarget(name: "PlotTests", dependencies: ["Plot"], exclude: ["Images", "Snapshots"], swiftSettings: piecewise),
  .testTarget(
    name: "ReportTests", dependencies: ["Command", "CodeScan"], exclude: ["Corpus", "Specs", "Figures/Snapshots"],
    swiftSettings: piecewise),
]

let package = Package(
  name: "report",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "report", targets: ["Command"])],
  dependencies: [.package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")],
  targets: coreModules + reportModules + libraries + tests + [
    .target(name: "Plot", dependencies: ["CCairo"], swiftSettings: fast),
    .target(name: "Checksums", dependencies: ["CGLib"], swiftSettings: plain),
    .target(name: "Code", dependencies: ["Checksums"], swiftSettings: numeric),
    .target(name: "CodeScan", dependencies: ["Checksums"], swiftSettings: plain),
    .executableTarget(
      name: "code-table", dependencies: ["CodeScan"], path: "Sources/CodeTableTool", swiftSettings: plain),
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
