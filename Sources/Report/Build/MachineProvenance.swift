import Basics
import Files
import Plot
import Results

extension Provenance {
  /// Of this machine and of a program made by `compiler`, with what git answered of the folder of the chapters.
  package init(_ commit: CommitQuestion, compiler: String) {
    let description = commit.answer
    var versions = PlotLibraries.versions
    versions["Swift"] = compiler
    #if os(macOS)
      let system = "macOS"
    #else
      let system = "Linux"
    #endif
    self.init(
      commit: description.map { String($0.prefix { $0 != "-" }) },
      isModified: description.map { $0.hasSuffix("-modified") }, versions: versions, processor: Processor.name,
      system: system)
  }
}
