import Foundation
import Testing

@testable import Services

@Suite("The server of the preview", .waiting)
struct ServerTests {
  /// What each request is answered with, and how long the heads may be.
  static let requests: [(text: String, status: Int)] = [
    ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", 200), ("GET / HTTP/1.0\r\n\r\n", 200), ("GET / HTTP/1.1\nHost: a\n\n", 200),
    ("\r\n\r\nHEAD /a?b=c&d HTTP/1.1\r\nHost: a\r\n\r\n", 200), ("GET / HTTP/1.1\r\nA: b\r\nA: c\r\n\r\n", 200),
    ("GET / HTTP/1.1\r\nContent-Length: 0\r\n\r\n", 200), ("GET / HTTP/2.0\r\n\r\n", 505),
    ("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello", 405), ("DELETE / HTTP/1.1\r\n\r\n", 405),
    ("GET / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello", 413),
    ("GET / HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n", 413),
    ("GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 413),
    ("GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nContent-Length:\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\n folded\r\n\r\n", 400), ("GET / HTTP/1.1\r\nA : b\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nA\r\n\r\n", 400), ("GET / HTTP/1.1\r\nA: b\u{1}\r\n\r\n", 400), ("GET /\r\n\r\n", 400),
    ("GET a HTTP/1.1\r\n\r\n", 400), ("GET http://127.0.0.1/ HTTP/1.1\r\n\r\n", 400), ("\u{16}\u{3}\u{1}\r\n\r\n", 400),
    ("GET  / HTTP/1.1\r\n\r\n", 400), ("GET /\(long(20_000)) HTTP/1.1\r\n\r\n", 414), (long(1_000_000), 414),
    ("GET / HTTP/1.1\r\nCookie: \(long(1_000_000))\r\n\r\n", 431),
    ("GET / HTTP/1.1\r\n" + String(repeating: "A: b\r\n", count: 200) + "\r\n", 431),
    ("GET /\(long(8000)) HTTP/1.1\r\nCookie: \(long(8000))\r\n\r\n", 200),
    (String(repeating: "\r\n", count: 20_000), 414),
  ]

  private static func long(_ count: Int) -> String { String(repeating: "a", count: count) }

  private func status(of text: String, parts: Int) -> Int? {
    var connection = HTTPConnection(0, patience: .init(), now: .now)
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: parts) {
      let part = bytes[start..<min(start + parts, bytes.count)]
      _ = part.withUnsafeBytes { connection.take($0, now: .now) }
      connection.advance(now: .now) { _, _ in HTTPAnswer("answer") }
      if let output = connection.output {
        return Int(String(decoding: output.dropFirst(9).prefix(3), as: UTF8.self))
      }
    }
    return nil
  }

  @Test(arguments: requests.indices)
  func `answers what it should, however the bytes arrive`(index: Int) {
    let (text, expected) = Self.requests[index]
    for parts in [1, 7, 4096, .max >> 1] { #expect(status(of: text, parts: parts) == expected, "\(text.prefix(60))") }
  }

  @Test func `reads the address of a request`() throws {
    var reader = HTTPHeadReader()
    reader.append("GET /a%20b/%C3%BC%?version=3&x&y=%26 HTTP/1.1\r\nHoSt:  me \r\n\r\nGET".utf8)
    let request = try reader.next()
    #expect(
      request
        == HTTPRequest(
          path: "/a b/ü%", query: [("version", "3"), ("x", ""), ("y", "&")], fields: ["host": "me"], keepsAlive: true))
    #expect(reader.count == 3)
    #expect(try reader.next() == nil)
  }

  @Test func `answers one request after the other on a connection, and no body to HEAD`() throws {
    let server = try server()
    defer { server.stop() }
    let client = try Client(server.port)
    client.send("GET /1 HTTP/1.1\r\n\r\nHEAD /2 HTTP/1.1\r\n\r\nGET /3 HTTP/1.1\r\nConnection: close\r\n\r\n")
    let answer = client.rest()
    #expect(answer.hasSuffix("/3") && answer.contains("/1HTTP/1.1 200 OK") && !answer.contains("/2"))
    #expect(answer.matches(of: /Content-Length: 2/).count == 3)
  }

  @Test func `a page of 200 slow and oversized connections does not keep others from their answers`() throws {
    let server = try server()
    defer { server.stop() }
    let long = String(repeating: "a", count: 100_000)
    let kinds = [
      "", "G", "GET / HTTP/1.1\r\nCookie: a", "GET /" + long, "GET / HTTP/1.1\r\nCookie: " + long,
      "POST / HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n" + long, "GET /wait HTTP/1.1\r\n\r\n",
      "GET /large HTTP/1.1\r\n\r\n",
    ]
    var clients: [Client] = []
    for number in 0..<200 {
      let client = try Client(server.port)
      client.send(kinds[number % kinds.count])
      clients.append(client)
      if number % 10 == 9 { #expect(try Client(server.port).answer(to: "/\(number)") == "/\(number)") }
    }
    for number in 0..<20 { #expect(try Client(server.port).answer(to: "/\(number)") == "/\(number)") }
    withExtendedLifetime(clients) {}
  }

  @Test func `a request that never ends is given up`() throws {
    var patience = HTTPConnection.Patience()
    (patience.head, patience.idle) = (.milliseconds(100), .milliseconds(100))
    let server = try server(patience)
    defer { server.stop() }
    let (slow, idle) = (try Client(server.port), try Client(server.port))
    slow.send("GET / HTTP/1.1\r\nA: b")
    #expect(slow.rest().hasPrefix("HTTP/1.1 408 "))
    #expect(idle.rest().isEmpty)
  }

  @Test func `a request for news waits until there is some, or until its patience ends`() throws {
    var patience = HTTPConnection.Patience()
    patience.news = .milliseconds(100)
    let server = try server(patience)
    defer { server.stop() }
    #expect(try Client(server.port).answer(to: "/wait") == "/wait at last")
  }

  @Test func `two servers do not share a port`() throws {
    let server = try server()
    #expect(throws: POSIXError.self) { try LoopbackServer(port: server.port) { _, _ in nil } }
  }

  /// A server that answers with the path.
  private func server(_ patience: HTTPConnection.Patience = .init()) throws -> LoopbackServer {
    let large = Data(count: 8_000_000)
    let server = try LoopbackServer(port: 0, patience: patience) { request, mayWait in
      switch request.path {
      case "/wait": mayWait ? nil : HTTPAnswer("/wait at last")
      case "/large": HTTPAnswer(type: "text/plain", body: large)
      default: HTTPAnswer(request.path)
      }
    }
    server.start()
    return server
  }
}

/// A connection to a server on this machine.
private final class Client {
  private let socket: Int32

  init(_ port: UInt16) throws {
    #if os(Linux)
      socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      socket = Foundation.socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, length) }
    }
    #expect(code == 0)
    // No test hangs where a server does.
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(socket) }

  func send(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.send(socket, $0.baseAddress, $0.count, Sockets.quietly) }
      if count <= 0 { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// All that comes until the other side ends the connection.
  func rest() -> String {
    var all: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 4096)
    while case let count = recv(socket, &part, part.count, 0), count > 0 { all += part[..<count] }
    return String(decoding: all, as: UTF8.self)
  }

  /// The body of the answer to a request.
  func answer(to path: String) -> String {
    send("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    return rest().split(separator: "\r\n\r\n").last.map(String.init) ?? ""
  }
}
