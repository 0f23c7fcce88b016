import CSystem
import Foundation
import Synchronization

/// The process of an external program, its group and what it has written so far.
final class RunningProcess {
  private var process = system_process()
  private let name: String
  /// What marks the processes that the program starts, in their environment.
  private let token: String
  private var texts = [Data(), Data()]
  private var isOpen = [true, true]

  /// The variable that holds the token.
  private static let variable = "REPORT_PROGRAM"

  init(_ program: ExternalProgram) throws {
    name = program.name
    token = "\(Self.variable)=\(UUID().uuidString)"
    guard let path = program.path else { throw ProgramProblem.missing(name) }
    var variables = program.environment ?? ProcessInfo.processInfo.environment
    variables[Self.variable] = nil
    let environment = variables.map { "\($0.key)=\($0.value)" } + [token]
    let places = [path, program.folder ?? "", program.scratch?.path ?? ""]
    let number = Self.withPointers(to: [program.words, environment, places]) { lists in
      var request = system_program()
      (request.arguments, request.environment) = (UnsafePointer(lists[0]), UnsafePointer(lists[1]))
      request.path = UnsafePointer(lists[2][0])
      request.folder = program.folder == nil ? nil : UnsafePointer(lists[2][1])
      request.scratch = program.scratch == nil ? nil : UnsafePointer(lists[2][2])
      request.memory = UInt64(max(program.memory ?? 0, 0))
      return system_start(&request, &process)
    }
    guard number == 0 else {
      throw ProgramProblem.notStarted(name, reason: String(cString: strerror(number)).lowercased())
    }
    let (leader, token) = (process.leader, token)
    Self.running.withLock { $0[leader] = token }
  }

  /// Whether the program itself has ended.
  var hasEnded: Bool { system_has_ended(&process) != 0 }

  /// Whether the standard output was read to its end.
  var isAtEnd: Bool { !isOpen[0] }

  /// Takes what was written, after waiting some milliseconds for more.
  func read(atMost limit: Int, waiting milliseconds: Int32) throws {
    wait(milliseconds)
    for stream in texts.indices { try take(all: stream, atMost: limit) }
  }

  /// Takes up to `count` bytes of the standard output, after waiting some milliseconds for more; the standard error is kept.
  func chunk(atMost count: Int, errors limit: Int, waiting milliseconds: Int32) throws -> Data {
    wait(milliseconds)
    try take(all: 1, atMost: limit)
    return piece(of: 0, atMost: count)
  }

  /// Waits until something was written, or the time is over.
  private func wait(_ milliseconds: Int32) {
    let descriptors = [process.output, process.error]
    var polled = zip(descriptors, isOpen).map { pollfd(fd: $1 ? $0 : -1, events: Int16(POLLIN), revents: 0) }
    if isOpen.contains(true) {
      _ = poll(&polled, nfds_t(polled.count), milliseconds)
    } else {
      usleep(1000)
    }
  }

  private func take(all stream: Int, atMost limit: Int) throws {
    while true {
      let bytes = piece(of: stream, atMost: 65_536)
      if bytes.isEmpty { return }
      texts[stream] += bytes
      if texts[stream].count > limit { throw ProgramProblem.tooMuchOutput(name, bytes: limit) }
    }
  }

  /// Up to `count` bytes that a stream has now; notes its end.
  private func piece(of stream: Int, atMost count: Int) -> Data {
    guard isOpen[stream] else { return Data() }
    var buffer = [UInt8](repeating: 0, count: count)
    let count = Foundation.read(stream == 0 ? process.output : process.error, &buffer, count)
    if count == 0 { isOpen[stream] = false }
    return Data(buffer.prefix(max(count, 0)))
  }

  /// Ends whatever of the program still runs, and says what came of it.
  @discardableResult
  func end(leavingProcesses: Bool) -> ExternalProgram.Answer {
    let leader = process.leader
    if leavingProcesses {
      while !hasEnded { usleep(1000) }
    } else {
      ProcessTree.end(below: leader, marked: token)
    }
    let status = system_end(&process, leavingProcesses ? 0 : 1)
    Self.running.withLock { _ = $0.removeValue(forKey: leader) }
    let signal = status & 0x7f
    return ExternalProgram.Answer(
      code: signal == 0 ? (status >> 8) & 0xff : 128 + signal, output: String(decoding: texts[0], as: UTF8.self),
      error: String(decoding: texts[1], as: UTF8.self))
  }

  /// The tokens of the programs that run, by leader.
  private static let running = Mutex<[pid_t: String]>([:])

  /// Ends all programs that run, when this process is about to exit.
  static func endAll() {
    for (leader, token) in running.withLock({ $0 }) { ProcessTree.end(below: leader, marked: token) }
  }

  /// Calls `body` with lists of C strings, each with a null pointer behind it.
  private static func withPointers<Result>(
    to lists: [[String]], _ body: ([UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>]) -> Result
  ) -> Result {
    let pointers = lists.map { list in
      let pointer = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: list.count + 1)
      for (index, text) in list.enumerated() { (pointer + index).initialize(to: strdup(text)) }
      (pointer + list.count).initialize(to: nil)
      return pointer
    }
    defer {
      for (list, pointer) in zip(lists, pointers) {
        for index in list.indices { free(pointer[index]) }
        pointer.deallocate()
      }
    }
    return body(pointers)
  }
}
