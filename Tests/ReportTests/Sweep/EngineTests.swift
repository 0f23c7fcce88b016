import Foundation
import Testing

@testable import Files
@testable import Services
@testable import Source

@Suite("What is handed to a scheduler", .waiting)
struct EngineTests {
  private func site(_ text: String) -> ClusterSite {
    let (site, diagnostics) = ClusterSite.read(SourceFile(path: "cluster.conf", text: text))
    #expect(diagnostics.map(\.message) == [])
    return site
  }

  private func submission(
    _ book: SmallBook, runs: Int = 10, chunk: Int? = 2, program: String = "report", arraySize: Int = 1000,
    site text: String = ""
  ) -> SweepSubmission {
    let site = site(text)
    return SweepSubmission(
      list: book.path("a folder/m.jsonl"), folder: book.path("a folder"), program: program,
      directory: book.folder.path, store: book.path(".report-cache"), id: "0123456789ab",
      layout: SweepLayout(runs: runs, seconds: nil, chunk: chunk, site: site, arraySize: arraySize), site: site,
      collection: ["build", "--only-stored", "--set", "a.b=\"it's\""])
  }

  @Test func `a site is read from lines, and its mistakes are told with their place`() {
    let read = site("# ours\n\npartition: short\nthrottle: 20\nmodules: [\"gcc/13\", \"cairo\"]\ntime-limit: none\n")
    #expect(read.partition == "short" && read.throttle == 20 && read.modules == ["gcc/13", "cairo"])
    #expect(read.timeLimit == nil && read.cores == 1)
    let bad = ClusterSite.read(SourceFile(path: "c", text: "cores: none\nno option\npartitoin: a\ncores: 2\n"))
    #expect(
      bad.diagnostics.map(\.message) == [
        "expected 'name: value'", "the option 'cores' is given twice", "'cores' cannot be none",
        "'cluster' has no setting 'partitoin'",
      ])
  }

  @Test func `jobs last the minutes that the site wants, and are at most as many as it allows`() {
    let standard = ClusterSite.standard
    func layout(_ runs: Int, _ seconds: Double?, chunk: Int? = nil, site: ClusterSite = standard) -> SweepLayout {
      SweepLayout(runs: runs, seconds: seconds, chunk: chunk, site: site, arraySize: 1000)
    }
    #expect(layout(100, 100 * 60).chunk == 10)
    #expect(layout(100, 100 * 60, site: site("cores: 4")).chunk == 40)
    #expect(layout(100, 1).chunk == 100 && layout(100, 1e9).chunk == 1)
    #expect(layout(100_000, 1e9).jobs == 5000)
    #expect(layout(100_000, 1e9).parts.map(\.count) == [1000, 1000, 1000, 1000, 1000])
    #expect(layout(2500, 1e9, chunk: 1).parts.map(\.offset) == [0, 1000, 2000])
    #expect(layout(2500, 1e9, chunk: 1).parts.map(\.count) == [1000, 1000, 500])
    #expect(layout(1, nil).jobs == 1)
  }

  @Test func `options of the site and of the shares are in the script`() throws {
    let book = try SmallBook()
    let given = submission(
      book, runs: 30, chunk: 2, arraySize: 10,
      site: "partition: short\naccount: \"my lab\"\nthrottle: 8\ncores: 4\ntime-limit: 30\noptions: \"--qos=low\"\n"
        + "modules: \"gcc/13\"\nsetup: \"export A=1\"\nmemory: \"2G\"\n")
    let scripts = SlurmScripts(submission: given)
    #expect(given.layout.parts.count == 2)
    let script = scripts.array(given.layout.parts[1])
    for line in [
      "#SBATCH --array=0-4%4", "#SBATCH --partition=short", "#SBATCH --account=\"my lab\"", "#SBATCH --time=30",
      "#SBATCH --signal=B:USR1@90", "#SBATCH --requeue", "#SBATCH --open-mode=append", "#SBATCH --cpus-per-task=4",
      "#SBATCH --mem=2G", "#SBATCH --qos=low", "module load gcc/13", "export A=1",
      "#SBATCH --output=\"\(book.path("a folder/logs"))/%A_%a.txt\"",
    ] { #expect(script.contains(line + "\n"), "\(line)") }
    #expect(script.contains("--chunk 2 --offset 10 --jobs 4"))
    #expect(scripts.collection.contains("build --only-stored --set 'a.b=\"it'\\''s\"'\n"))
  }

  #if os(Linux)
    private static let isLinux = true
  #else
    private static let isLinux = false
  #endif

  /// What the script of an array does when its program ends with a code, or when the script itself is signalled.
  private func outcome(
    program: String, signal: Int32? = nil, restarts: Int = 0
  ) throws -> (code: Int32, requeued: Bool) {
    let book = try SmallBook()
    for (name, text) in [("program", program), ("scontrol", "echo \"$*\" > \(book.path("requeued"))")] {
      try book.write("#!/bin/bash\n\(text)\n", to: name)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: book.path(name))
    }
    let submission = submission(book, program: book.path("program"))
    try book.write(SlurmScripts(submission: submission).array(submission.layout.parts[0]), to: "script")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    // The thread that runs a test blocks signals, and what it starts would inherit that.
    process.arguments = ["--default-signal=USR1,TERM", "/bin/bash", book.path("script")]
    process.currentDirectoryURL = book.folder
    process.environment = [
      "PATH": "\(book.folder.path):/usr/bin:/bin", "SLURM_JOB_ID": "7", "SLURM_ARRAY_JOB_ID": "5",
      "SLURM_ARRAY_TASK_ID": "2", "SLURM_RESTART_COUNT": "\(restarts)",
    ]
    try process.run()
    if let signal {
      wait(for: "its program began", of: process) { FileManager.default.fileExists(atPath: book.path("begun")) }
      kill(process.processIdentifier, signal)
    }
    let code = process.exitCode()
    let requeued = try? book.text("requeued")
    if let requeued { #expect(requeued == "requeue 5_2\n") }
    return (code, requeued != nil)
  }

  @Test(.timeLimit(.minutes(20)), .enabled(if: Self.isLinux, "env --default-signal is GNU's"))
  func `a job queues again when its time is up or its program was killed, and not when it failed`() throws {
    #expect(try outcome(program: "exit 0") == (0, false))
    #expect(try outcome(program: "exit 1") == (1, false))
    #expect(try outcome(program: "kill -9 $$") == (137, true))
    #expect(try outcome(program: "kill -9 $$", restarts: 3) == (137, false))
    let listening = "trap 'sleep 0.1; exit 138' USR1\ntrap 'sleep 0.1; exit 143' TERM\ntouch begun\n"
    let waiting = listening + "for (( count = 0; count < 30000; count++ )); do sleep 0.02; done"
    #expect(try outcome(program: waiting, signal: SIGUSR1) == (138, true))
    #expect(try outcome(program: waiting, signal: SIGTERM) == (143, false))
  }

  @Test func `the Indexed Job is YAML that says what it should`() throws {
    let book = try SmallBook()
    let text = try KubernetesEngine.manifest(
      of: submission(book, runs: 10, chunk: 3, site: "image: \"lab/report: 1\"\nthrottle: 2\nmemory: \"2Gi\"\n"))
    #expect(text.contains("  completions: 4\n") && text.contains("  parallelism: 2\n"))
    try book.write(text, to: "job.yaml")
    let program = "import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))"
    let answers = ["python3", "/usr/bin/python3"].compactMap {
      ExternalProgram.run([$0, "-c", program, book.path("job.yaml")])
    }
    guard let answer = answers.first(where: { !$0.error.contains("No module named") }) else {
      print("no Python with PyYAML here, so the YAML is not parsed")
      return
    }
    #expect(answer.code == 0, "\(answer.error)")
    let job = try #require(try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any])
    let spec = try #require(job["spec"] as? [String: Any])
    #expect(job["kind"] as? String == "Job" && spec["completionMode"] as? String == "Indexed")
    let pod = try #require((spec["template"] as? [String: Any])?["spec"] as? [String: Any])
    let container = try #require((pod["containers"] as? [[String: Any]])?.first)
    #expect(container["image"] as? String == "lab/report: 1" && container["workingDir"] as? String == "/work")
    let command = try #require(container["command"] as? [String])
    #expect(command.starts(with: ["report", "sweep", "run", "--list", "/work/a folder/m.jsonl", "--chunk", "3"]))
    let requests = (container["resources"] as? [String: Any])?["requests"] as? [String: String]
    #expect(requests == ["cpu": "1", "memory": "2Gi"])
  }
}
