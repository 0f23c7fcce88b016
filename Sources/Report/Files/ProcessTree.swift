import Foundation

/// The processes below one, as Linux lists them; elsewhere none are known.
enum ProcessTree {
  /// Kills what a program started, wherever it is now: in its group, below its leader, or inherited by this process with the
  /// program's mark in its environment. The leader is not reaped.
  static func end(below leader: pid_t, marked token: String) {
    kill(-leader, SIGKILL)
    // What is started while the others are killed shows in the next look.
    for _ in 0..<20 {
      let victims = descendants(of: leader) + orphans(of: leader, marked: token)
      if victims.isEmpty { return }
      for victim in victims { kill(victim, SIGKILL) }
      for victim in victims { _ = waitpid(victim, nil, WNOHANG) }
      usleep(2000)
    }
  }

  private static func descendants(of leader: pid_t) -> [pid_t] {
    var found: [pid_t] = []
    var wave = children(of: leader)
    while !wave.isEmpty, found.count < 100_000 {
      found += wave
      wave = wave.flatMap(children)
    }
    return found
  }

  /// Processes whose parents have ended, with what they started.
  private static func orphans(of leader: pid_t, marked token: String) -> [pid_t] {
    let marked = children(of: getpid()).filter { process in
      guard process != leader, let environment = FileManager.default.contents(atPath: "/proc/\(process)/environ") else {
        return false
      }
      return environment.split(separator: 0).contains { $0.elementsEqual(token.utf8) }
    }
    return marked + marked.flatMap(descendants)
  }

  private static func children(of process: pid_t) -> [pid_t] {
    let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
    return tasks.flatMap { task in
      let text = FileManager.default.contents(atPath: "/proc/\(process)/task/\(task)/children") ?? Data()
      return String(decoding: text, as: UTF8.self).split(separator: " ").compactMap { pid_t($0) }
    }
  }
}
