import Foundation
import Synchronization

/// An HTTP server on the loopback address: one thread, a bounded number of connections, bounded heads, no bodies.
package final class LoopbackServer: Sendable {
  /// Answers a request; nil, where it may wait, says that nothing is new and to ask again.
  package typealias Handler = @Sendable (HTTPRequest, _ mayWait: Bool) -> HTTPAnswer?

  /// The most connections at a time; one more takes the place of the one that is missed least.
  static let mostConnections = 64

  /// The port that the server listens on.
  package let port: UInt16
  private let listener: Int32
  private let patience: HTTPConnection.Patience
  private let handler: Handler
  private let isStopped = Atomic(false)

  /// Listens on `port` of 127.0.0.1, or on a free one where it is 0.
  ///
  /// - Throws: the reason, such as a port that is taken.
  init(port: UInt16, patience: HTTPConnection.Patience = HTTPConnection.Patience(), handler: @escaping Handler) throws {
    (listener, self.port) = try Sockets.listen(port: port)
    self.patience = patience
    self.handler = handler
  }

  deinit { close(listener) }

  /// Serves on its own thread until `stop`.
  package func start() {
    Thread { [self] in
      var loop = ServerLoop(listener: listener, patience: patience, handler: handler)
      while !isStopped.load(ordering: .relaxed) { loop.turn() }
      loop.end()
    }.start()
  }

  package func stop() { isStopped.store(true, ordering: .relaxed) }
}

/// The connections of a server, and what happens to them in one turn.
private struct ServerLoop {
  /// How often requests that wait for news are answered anew, and how long a turn lasts at most, in milliseconds.
  private static let newsPause: Int32 = 4
  private static let longestTurn: Int32 = 100
  /// The bytes that are read of a connection in one turn.
  private static let mostBytes = 32 << 10

  let listener: Int32
  let patience: HTTPConnection.Patience
  let handler: LoopbackServer.Handler
  private var connections: [HTTPConnection] = []
  private var room = [UInt8](repeating: 0, count: mostBytes)
  /// Where no connection can be accepted for want of file descriptors, the listener rests until then.
  private var restsUntil: ContinuousClock.Instant?

  init(listener: Int32, patience: HTTPConnection.Patience, handler: @escaping LoopbackServer.Handler) {
    self.listener = listener
    self.patience = patience
    self.handler = handler
  }

  /// Waits until something happens, and does what there is to do.
  mutating func turn() {
    let now = ContinuousClock.now
    if let end = restsUntil, end < now { restsUntil = nil }
    let isWaiting = connections.contains { if case .waiting = $0.phase { true } else { false } }
    var polls = connections.map { pollfd(fd: $0.socket, events: $0.events, revents: 0) }
    polls.append(pollfd(fd: listener, events: restsUntil == nil ? Int16(POLLIN) : 0, revents: 0))
    if poll(&polls, nfds_t(polls.count), isWaiting ? Self.newsPause : Self.longestTurn) < 0, errno != EINTR {
      // Such as want of memory: no reason to spin.
      usleep(10_000)
      return
    }
    serve(polls)
    if polls[polls.count - 1].revents & Int16(POLLIN) != 0 { accept() }
  }

  mutating func end() {
    for connection in connections { close(connection.socket) }
    connections = []
  }

  private mutating func serve(_ polls: [pollfd]) {
    let now = ContinuousClock.now
    var kept: [HTTPConnection] = []
    for (index, var connection) in connections.enumerated() {
      if serve(&connection, polls[index].revents, now: now) {
        kept.append(connection)
      } else {
        close(connection.socket)
      }
    }
    connections = kept
  }

  /// Reads and writes what a connection has; false where it ends.
  private mutating func serve(
    _ connection: inout HTTPConnection, _ events: Int16, now: ContinuousClock.Instant
  ) -> Bool {
    if events & Int16(POLLERR | POLLNVAL) != 0 { return false }
    if events & Int16(POLLIN) != 0 {
      let count = recv(connection.socket, &room, room.count, 0)
      if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { return false }
      let isTaken = room.withUnsafeBytes { connection.take(.init(rebasing: $0[..<max(count, 0)]), now: now) }
      if !isTaken { return false }
    } else if events & Int16(POLLHUP) != 0 {
      return false
    }
    repeat {
      let before = connection.count
      connection.advance(now: now, handler)
      if !write(&connection, now: now) { return false }
      if connection.count == before { break }
    } while connection.hasMore
    return now < connection.deadline || !connection.expire(now: now)
  }

  /// Writes as much as the other side takes; false where it is gone.
  private func write(_ connection: inout HTTPConnection, now: ContinuousClock.Instant) -> Bool {
    while let output = connection.output {
      let count = output.withUnsafeBytes { send(connection.socket, $0.baseAddress, $0.count, Sockets.quietly) }
      if count < 0 { return errno == EAGAIN || errno == EINTR }
      connection.wrote(count, now: now)
      if case .draining = connection.phase { shutdown(connection.socket, Int32(SHUT_WR)) }
      if count < output.count { return true }
    }
    return true
  }

  private mutating func accept() {
    let socket = Sockets.accept(listener)
    guard socket >= 0 else {
      if [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(errno) {
        drop()
        restsUntil = .now + .milliseconds(50)
      }
      return
    }
    if connections.count >= LoopbackServer.mostConnections { drop() }
    connections.append(HTTPConnection(socket, patience: patience, now: .now))
  }

  /// Ends the connection that is missed least: of those least worth the one whose end is nearest.
  private mutating func drop() {
    let index = connections.indices.min { first, second in
      let (first, second) = (connections[first], connections[second])
      return (first.worth, first.deadline) < (second.worth, second.deadline)
    }
    guard let index else { return }
    close(connections[index].socket)
    connections.remove(at: index)
  }
}
