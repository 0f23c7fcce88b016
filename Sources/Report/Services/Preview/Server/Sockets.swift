import Foundation

/// The calls of the system that a server needs, alike on Linux and macOS.
enum Sockets {
  #if os(Linux)
    private static let stream = Int32(SOCK_STREAM.rawValue)
    /// A write to a connection that is gone is an error, not a signal.
    static let quietly = Int32(MSG_NOSIGNAL)
  #else
    private static let stream = SOCK_STREAM
    static let quietly: Int32 = 0
  #endif

  /// A socket that listens on 127.0.0.1, and its port, a free one where `port` is 0.
  ///
  /// - Throws: `POSIXError` with what the system says.
  static func listen(port: UInt16) throws -> (socket: Int32, port: UInt16) {
    let listener = socket(AF_INET, stream, 0)
    guard listener >= 0 else { throw failure }
    do {
      prepare(listener)
      var one: Int32 = 1
      setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      try withUnsafeMutablePointer(to: &address) { pointer in
        try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
          guard bind(listener, general, length) == 0, Foundation.listen(listener, 64) == 0,
            getsockname(listener, general, &length) == 0
          else { throw failure }
        }
      }
      return (listener, UInt16(bigEndian: address.sin_port))
    } catch {
      close(listener)
      throw error
    }
  }

  /// The next connection, which does not block; negative if there is none.
  static func accept(_ listener: Int32) -> Int32 {
    let socket = Foundation.accept(listener, nil, nil)
    if socket >= 0 { prepare(socket) }
    return socket
  }

  /// Makes calls on the socket return at once, and keeps it from programs that are started.
  private static func prepare(_ socket: Int32) {
    _ = fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK)
    _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
    #if !os(Linux)
      var one: Int32 = 1
      setsockopt(socket, SOL_SOCKET, SO_NOSIGPIPE, &one, socklen_t(MemoryLayout<Int32>.size))
    #endif
  }

  private static var failure: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
