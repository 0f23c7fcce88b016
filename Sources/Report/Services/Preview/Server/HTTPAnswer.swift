import Foundation

/// The status of an answer.
enum HTTPStatus: Int, Sendable {
  case ok = 200
  case badRequest = 400
  case forbidden = 403
  case notFound = 404
  case methodNotAllowed = 405
  case timedOut = 408
  case bodyTooLarge = 413
  case addressTooLong = 414
  case headTooLarge = 431
  case otherVersion = 505

  /// The words behind the number, which HTTP gives it.
  var reason: String {
    switch self {
    case .ok: "OK"
    case .badRequest: "Bad Request"
    case .forbidden: "Forbidden"
    case .notFound: "Not Found"
    case .methodNotAllowed: "Method Not Allowed"
    case .timedOut: "Request Timeout"
    case .bodyTooLarge: "Content Too Large"
    case .addressTooLong: "URI Too Long"
    case .headTooLarge: "Request Header Fields Too Large"
    case .otherVersion: "HTTP Version Not Supported"
    }
  }
}

/// An answer to a request.
package struct HTTPAnswer: Sendable, Equatable {
  var status: HTTPStatus
  var type: String
  var body: Data

  init(status: HTTPStatus = .ok, type: String, body: Data) {
    self.status = status
    self.type = type
    self.body = body
  }

  /// A text, by default one for a person.
  init(_ text: String, type: String = "text/plain", status: HTTPStatus = .ok) {
    self.init(status: status, type: "\(type); charset=utf-8", body: Data(text.utf8))
  }

  init(_ refusal: HTTPRefusal) { self.init("\(refusal.status.reason)\n", status: refusal.status) }

  /// The bytes before the body.
  func head(keepsAlive: Bool) -> Data {
    var lines = [
      "HTTP/1.1 \(status.rawValue) \(status.reason)", "Content-Type: \(type)", "Content-Length: \(body.count)",
      "Connection: \(keepsAlive ? "keep-alive" : "close")", "Cache-Control: no-store",
      "X-Content-Type-Options: nosniff", "Cross-Origin-Resource-Policy: same-origin", "Referrer-Policy: no-referrer",
    ]
    if status == .methodNotAllowed { lines.append("Allow: GET, HEAD") }
    return Data((lines + ["", ""]).joined(separator: "\r\n").utf8)
  }
}
