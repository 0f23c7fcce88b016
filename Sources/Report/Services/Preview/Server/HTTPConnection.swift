import Foundation

/// One connection of the server: what was read of it, and what is still to be written.
struct HTTPConnection {
  enum Phase {
    /// A request has not arrived whole.
    case reading
    /// The request waits for news until this instant.
    case waiting(HTTPRequest, until: ContinuousClock.Instant)
    /// What is left of an answer.
    case writing([Data], keepsAlive: Bool)
    /// The last answer is written; what still arrives is thrown away, so that the other side reads the answer.
    case draining
  }

  /// How long a connection may take.
  struct Patience: Sendable {
    /// For the head of a request, from its first byte to its last.
    var head = Duration.seconds(10)
    /// Without a request.
    var idle = Duration.seconds(60)
    /// For a part of an answer that the other side does not take.
    var writing = Duration.seconds(20)
    /// For news.
    var news = Duration.seconds(20)
    /// After the last answer.
    var draining = Duration.seconds(1)

    init() {}
  }

  let socket: Int32
  private(set) var phase = Phase.reading
  /// When the connection ends unless it gets on.
  private(set) var deadline: ContinuousClock.Instant
  private var reader = HTTPHeadReader()
  private let patience: Patience

  init(_ socket: Int32, patience: Patience, now: ContinuousClock.Instant) {
    self.socket = socket
    self.patience = patience
    deadline = now + patience.idle
  }

  /// How willingly the server lets go of this connection when there are too many; lower goes first.
  var worth: Int {
    switch phase {
    case .draining: 0
    case .reading: reader.count == 0 ? 2 : 1
    case .writing: 3
    case .waiting: 4
    }
  }

  /// What the server waits for: bytes to read, or room to write.
  var events: Int16 {
    switch phase {
    case .reading, .draining, .waiting: Int16(POLLIN)
    case .writing: Int16(POLLOUT)
    }
  }

  /// The bytes that arrived and were not read as a request.
  var count: Int { reader.count }

  /// Whether another request may have arrived with the one that was answered.
  var hasMore: Bool { if case .reading = phase { reader.count > 0 } else { false } }

  /// Takes bytes that arrived; false where they are more than one may send before it has its answer.
  mutating func take(_ bytes: UnsafeRawBufferPointer, now: ContinuousClock.Instant) -> Bool {
    switch phase {
    case .reading:
      if reader.count == 0 { deadline = now + patience.head }
      reader.append(bytes)
    case .waiting: reader.append(bytes)
    case .writing, .draining: break
    }
    return reader.count <= HTTPHeadReader.longestHead + bytes.count
  }

  /// Goes on as far as what was read allows; `answer` gives nil if nothing is new.
  mutating func advance(now: ContinuousClock.Instant, _ answer: (HTTPRequest, _ mayWait: Bool) -> HTTPAnswer?) {
    switch phase {
    case .writing, .draining: return
    case .waiting(let request, let end):
      if let answer = answer(request, now < end) { begin(answer, to: request, now: now) }
    case .reading:
      do throws(HTTPRefusal) {
        guard let request = try reader.next() else { return }
        try Self.check(request)
        if let answer = answer(request, true) {
          begin(answer, to: request, now: now)
        } else {
          phase = .waiting(request, until: now + patience.news)
          deadline = now + patience.news + patience.idle
        }
      } catch { refuse(error, now: now) }
    }
  }

  /// Throws where a request is none of those that are answered.
  private static func check(_ request: HTTPRequest) throws(HTTPRefusal) {
    guard ["GET", "HEAD"].contains(request.method) else { throw HTTPRefusal(.methodNotAllowed) }
    let length = request.fields["content-length"] ?? "0"
    guard request.fields["transfer-encoding"] == nil, length.allSatisfy({ $0 == "0" }) else {
      throw HTTPRefusal(.bodyTooLarge)
    }
  }

  private mutating func begin(_ answer: HTTPAnswer, to request: HTTPRequest, now: ContinuousClock.Instant) {
    let head = answer.head(keepsAlive: request.keepsAlive)
    phase = .writing(
      request.method == "HEAD" || answer.body.isEmpty ? [head] : [head, answer.body], keepsAlive: request.keepsAlive)
    deadline = now + patience.writing
  }

  /// Answers with a refusal, the last thing that the connection says.
  mutating func refuse(_ refusal: HTTPRefusal, now: ContinuousClock.Instant) {
    let answer = HTTPAnswer(refusal)
    phase = .writing([answer.head(keepsAlive: false), answer.body], keepsAlive: false)
    deadline = now + patience.writing
  }

  /// What to do when the deadline has passed: true where the connection ends, false where it still says why.
  mutating func expire(now: ContinuousClock.Instant) -> Bool {
    guard case .reading = phase, reader.count > 0 else { return true }
    refuse(HTTPRefusal(.timedOut), now: now)
    return false
  }

  /// The bytes to write next; nil where nothing is left.
  var output: Data? { if case .writing(let parts, _) = phase { parts.first } else { nil } }

  /// Notes that `count` bytes of `output` were written.
  mutating func wrote(_ count: Int, now: ContinuousClock.Instant) {
    guard case .writing(var parts, let keepsAlive) = phase, let first = parts.first else { return }
    if count > 0 { deadline = now + patience.writing }
    if count < first.count { parts[0] = first.dropFirst(count) } else { parts.removeFirst() }
    if !parts.isEmpty {
      phase = .writing(parts, keepsAlive: keepsAlive)
    } else if keepsAlive {
      phase = .reading
      deadline = now + (reader.count == 0 ? patience.idle : patience.head)
    } else {
      phase = .draining
      deadline = now + patience.draining
    }
  }
}
