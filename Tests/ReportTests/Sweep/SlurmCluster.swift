import Foundation
import Testing

@testable import Basics
@testable import Files
@testable import Services

/// Two nodes of a real Slurm on this machine, in their own folder, that go when the test ends.
///
/// It trusts whoever reaches its ports, which are on the loopback interface.
final class SlurmCluster {
  private let folder: URL
  private var configuration: String { folder.appending(path: "slurm.conf").path }

  /// Whether Slurm is installed.
  static var isInstalled: Bool {
    ["slurmctld", "slurmd", "sbatch"].allSatisfy { ExternalProgram.run([$0, "-V"]) != nil }
  }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "slurm-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "control"), withIntermediateDirectories: true)
    try Data(Self.text(folder: folder.path, ports: try Self.freePorts(3)).utf8).write(to: URL(filePath: configuration))
    for daemon in [["slurmctld"], ["slurmd", "-N", "n1"], ["slurmd", "-N", "n2"]] {
      var program = ExternalProgram([daemon[0], "-f", configuration] + daemon.dropFirst())
      program.leavesProcesses = true
      let answer = try program.run()
      try #require(answer.code == 0, "\(answer.error)")
    }
    try wait(20, "both nodes idle") { try self.run(["sinfo", "-h", "-o", "%D %T"]).output.contains("2 idle") }
  }

  deinit {
    _ = try? run(["scancel", "--user=root"])
    try? wait(10, "an empty queue") { try self.run(["squeue", "-h"]).output.isEmpty }
    for name in ["n1", "n2", "control"] {
      let text = FileManager.default.contents(atPath: folder.appending(path: "\(name).pid").path) ?? Data()
      if let process = Int32(String(decoding: text, as: UTF8.self).trimmed) { kill(process, SIGKILL) }
    }
    try? FileManager.default.removeItem(at: folder)
  }

  /// What a program is told so that it finds this Slurm.
  var environment: [String: String] { ["SLURM_CONF": configuration] }

  func run(_ words: [String]) throws -> ExternalProgram.Answer {
    var program = ExternalProgram(words)
    program.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    return try program.run()
  }

  /// Waits until something is so; an issue after `seconds`.
  func wait(_ seconds: Double, _ what: String, until isSo: () throws -> Bool) throws {
    let start = ContinuousClock.now
    while try !isSo() {
      if ContinuousClock.now - start > .seconds(seconds) {
        let state = try? run(["scontrol", "show", "job"]).output
        throw SweepProblem("waited \(seconds) s for \(what)\n\(state ?? "")")
      }
      Thread.sleep(forTimeInterval: 0.1)
    }
  }

  private static func text(folder: String, ports: [Int]) -> String {
    let host = ProcessInfo.processInfo.hostName.prefix { $0 != "." }
    let nodes = zip(["n1", "n2"], ports.dropFirst()).map { name, port in
      "NodeName=\(name) NodeHostname=\(host) NodeAddr=127.0.0.1 Port=\(port) CPUs=2"
    }
    return """
      ClusterName=test
      SlurmctldHost=\(host)(127.0.0.1)
      SlurmctldPort=\(ports[0])
      SlurmUser=root
      AuthType=auth/none
      CredType=cred/none
      AuthInfo=cred_expire=5
      CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
      StateSaveLocation=\(folder)/control
      SlurmctldPidFile=\(folder)/control.pid
      SlurmctldLogFile=\(folder)/control.log
      SlurmdSpoolDir=\(folder)/%n
      SlurmdPidFile=\(folder)/%n.pid
      SlurmdLogFile=\(folder)/%n.log
      ProctrackType=proctrack/linuxproc
      TaskPlugin=task/none
      SelectType=select/cons_tres
      SelectTypeParameters=CR_CPU
      SlurmdParameters=config_overrides
      ReturnToService=2
      KillWait=2
      SlurmdTimeout=10
      SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=0,bf_interval=1
      \(nodes.joined(separator: "\n"))
      PartitionName=main Nodes=n1,n2 Default=YES

      """
  }

  /// Ports that nothing listens on, all held until all are known.
  private static func freePorts(_ count: Int) throws -> [Int] {
    #if os(Linux)
      let stream = Int32(SOCK_STREAM.rawValue)
    #else
      let stream = SOCK_STREAM
    #endif
    let sockets = (0..<count).map { _ in socket(AF_INET, stream, 0) }
    defer { sockets.forEach { close($0) } }
    return try sockets.map { descriptor in
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let code = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
          bind(descriptor, general, length) == 0 ? getsockname(descriptor, general, &length) : -1
        }
      }
      try #require(code == 0)
      return Int(UInt16(bigEndian: address.sin_port))
    }
  }
}
