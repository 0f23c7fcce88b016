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

/// Optimised file by file, so that an edit compiles what it touches and no more: for what is not numeric.
///
/// With REPORT_UNOPTIMISED set it is not optimised at all, which builds three times as fast and makes a slower program.
let isOptimised = Context.environment["REPORT_UNOPTIMISED"] == nil
let incremental: [SwiftSetting] = [.unsafeFlags((isOptimised ? ["-O"] : []) + processor + headers)]

/// `swift run` builds for debugging, where numeric Swift is a hundred times slower, so every target is optimised always.
let fast: [SwiftSetting] = [
  .unsafeFlags(
    ["-O", "-wmo", "-num-threads", "2", "-disable-batch-mode", "-cross-module-optimization"] + processor + headers)
]

let package = Package(
  name: "report",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "report", targets: ["Report"])],
  dependencies: [.package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")],
  targets: [
    .target(name: "CKernels", cSettings: [.unsafeFlags(["-O3"])]),
    .target(name: "CSystem"),
    .target(name: "Core", dependencies: ["CKernels"], swiftSettings: fast),
    .target(name: "Plot", dependencies: ["CCairo"], swiftSettings: fast),
    .target(name: "Code", dependencies: ["CGLib"], swiftSettings: fast),
    .executableTarget(name: "code-table", dependencies: ["Code"], path: "Sources/CodeTableTool", swiftSettings: fast),
    .plugin(name: "CodeTablePlugin", capability: .buildTool(), dependencies: ["code-table"]),
    .executableTarget(
      name: "Report",
      dependencies: [
        "Code", "Core", "Plot", "CMarkdown", "CDuktape", "CSystem",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      resources: ["index", "marks", "scales", "themes", "kinds"].map { .embedInCode("Gallery/\($0).md") }
        + ["page", "search", "previews", "figures", "values", "tables", "rescaling", "explore"].map {
          .embedInCode("Renderers/HTML/Script/\($0).js")
        } + [.embedInCode("Preview/preview.js")],
      swiftSettings: incremental, plugins: ["CodeTablePlugin"]),
    .executableTarget(
      name: "training-benchmark",
      dependencies: ["Core", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      path: "Benchmarks/TrainingBenchmark", swiftSettings: fast),
    .executableTarget(
      name: "plot-benchmark", dependencies: ["Plot"], path: "Benchmarks/PlotBenchmark", swiftSettings: fast,
      // Its cold start is measured, so it does not load libraries that it hardly uses.
      linkerSettings: [.unsafeFlags(["-static-stdlib"], .when(platforms: [.linux]))]),
    .systemLibrary(
      name: "CCairo", pkgConfig: "cairo",
      providers: [.apt(["libcairo2-dev", "libpango1.0-dev"]), .brew(["cairo", "pango"])]),
    .systemLibrary(
      name: "CMarkdown", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"])]),
    .systemLibrary(name: "CGLib", pkgConfig: "glib-2.0", providers: [.apt(["libglib2.0-dev"]), .brew(["glib"])]),
    .systemLibrary(
      name: "CDuktape", pkgConfig: "duktape", providers: [.apt(["duktape-dev"]), .brew(["duktape"])]),
    .target(name: "CAllocations", path: "Tests/CAllocations"),
    .testTarget(name: "CodeTests", dependencies: ["Code"], swiftSettings: incremental),
    .testTarget(name: "CoreTests", dependencies: ["Core", "CAllocations"], swiftSettings: incremental),
    .testTarget(
      name: "PlotTests", dependencies: ["Plot"], exclude: ["Images", "Snapshots"], swiftSettings: incremental),
    .testTarget(
      name: "ReportTests", dependencies: ["Report"], exclude: ["Corpus", "Specs", "Figures/Snapshots"],
      swiftSettings: incremental),
  ],
  swiftLanguageModes: [.v6]
)
