import Document
import Foundation
import Results
import Settings
import Source
import Syntax

/// What a cluster wants to be told, from a file of lines `name: value`; no chapter knows of it.
package struct ClusterSite: Sendable {
  static let name = "cluster"
  package static let file = "cluster.conf"

  let partition: String
  let account: String
  /// Minutes after which a job is stopped with a checkpoint and queued again; nil for what suits the expected time.
  let timeLimit: Int?
  /// Memory of a job, as the scheduler writes it.
  let memory: String
  /// Cores of a job, and runs that it makes at the same time.
  let cores: Int
  /// The most jobs at the same time; nil for no limit.
  let throttle: Int?
  /// Minutes that a job should take.
  let minutes: Int
  /// The most jobs that a sweep is split into.
  package let mostJobs: Int
  /// One more than the largest index of an array.
  let arraySize: Int
  let modules: [String]
  /// Lines of shell before the program.
  let setup: [String]
  /// Further options of the scheduler.
  let options: [String]
  /// The program as the nodes find it; nil for this one.
  package let program: String?
  let image: String
  let claim: String
  let mount: String

  init(_ reading: DirectiveReading) {
    let settings = reading.settings()
    partition = settings.text("partition", default: "", help: "the partition (queue) that jobs go to")
    account = settings.text("account", default: "", help: "the account that pays")
    timeLimit = settings.optionalCount(
      "time-limit", 1...100_000,
      help:
        "minutes after which a job stops with a checkpoint and queues again; by default three times the expected time")
    memory = settings.text("memory", default: "", allowed: "text such as \"2G\"", help: "the memory of a job")
    cores = settings.count("cores", default: 1, 1...1024, help: "cores of a job, and runs that it makes at a time")
    throttle = settings.optionalCount("throttle", 1...1_000_000, help: "the most jobs that run at a time")
    minutes = settings.count("minutes", default: 10, 1...10_000, help: "how long a job should last")
    mostJobs = settings.count("most-jobs", default: 5000, 1...1_000_000, help: "the most jobs of a sweep")
    arraySize = settings.count(
      "array-size", default: 1000, 1...4_000_000,
      help: "the most jobs of an array; by default as the Slurm of this machine says")
    func texts(_ name: String, example: String, help: String) -> [String] {
      settings.texts(name, example: example, help: help).map(\.text)
    }
    modules = texts("modules", example: "[\"gcc/13\"]", help: "modules that are loaded before the program starts")
    setup = texts("setup", example: "\"export LANG=C\"", help: "lines of shell before the program starts")
    options = texts("options", example: "[\"--qos=low\"]", help: "further options of sbatch")
    let program = settings.text(
      "program", default: "", help: "the path of the program on the nodes; by default that of this one")
    self.program = program.isEmpty ? nil : program
    image = settings.text("image", default: "report", help: "the container image, for Kubernetes")
    claim = settings.text("claim", default: "report", help: "the claim of the shared volume, for Kubernetes")
    mount = settings.text(
      "mount", default: "/work", help: "where a container finds the shared volume, and on it this folder")
    reading.finish(settings)
  }

  /// The site that nothing is known of.
  package static var standard: ClusterSite { ClusterSite(emptyReading) }

  /// Every line that the file may have.
  static var declarations: [Declaration] {
    let reading = emptyReading
    _ = ClusterSite(reading)
    return reading.declarations
  }

  private static var emptyReading: DirectiveReading {
    DirectiveReading(.empty(name: name, file: SourceFile(path: "", text: "")), textOptions: [])
  }

  /// Reads a file; empty lines and lines that begin with `#` say nothing.
  package static func read(_ file: SourceFile) -> (site: ClusterSite, diagnostics: [Diagnostic]) {
    var reader = ChapterReader(file: file, shared: .init(files: ProjectFiles(), budget: 0))
    var call = DirectiveCall.empty(name: name, file: file)
    call.options = reader.options(
      Passage(file).lines.filter { line in
        let text = line.text.trimmed
        return !text.isEmpty && text.first != UInt8(ascii: "#")
      })
    let reading = DirectiveReading(call, textOptions: [])
    let site = ClusterSite(reading)
    return (site, reader.shared.diagnostics + reading.diagnostics)
  }
}
