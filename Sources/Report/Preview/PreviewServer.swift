import FlyingFox
import FlyingSocks
import Foundation

/// Serves the preview to browsers on this machine, and to no other.
struct PreviewServer: Sendable {
  let board: PreviewBoard
  let port: UInt16

  /// How long a question for news waits for some.
  private static let patience = Duration.seconds(20)

  /// The server, which listens on the loopback address alone.
  func server() throws -> HTTPServer {
    HTTPServer(
      address: try .inet(ip4: "127.0.0.1", port: port), timeout: 60, logger: .disabled,
      handler: ClosureHTTPHandler { await answer($0) })
  }

  /// Whoever names another host than this machine was led here by a page of that host, and gets nothing.
  static func isLocal(_ host: String?) -> Bool {
    guard let host else { return false }
    let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } + "]" : host.prefix { $0 != ":" }
    return ["127.0.0.1", "localhost", "[::1]"].contains(name)
  }

  func answer(_ request: HTTPRequest) async -> HTTPResponse {
    guard Self.isLocal(request.headers[.host]) else {
      return Self.response("this preview answers browsers on its own machine alone\n", status: .forbidden)
    }
    guard request.method == .GET || request.method == .HEAD else {
      return Self.response("a preview can be read alone\n", status: .methodNotAllowed)
    }
    switch request.path {
    case "/", "/index.html":
      let contents = board.current
      return Self.response(PreviewPage.html(of: contents.page, number: contents.state.page), type: "text/html")
    case PreviewPage.script:
      return Self.response(String(decoding: PackageResources.preview_js, as: UTF8.self), type: "text/javascript")
    case "/preview/state":
      func number(_ name: String) -> Int? { request.query.first { $0.name == name }.flatMap { Int($0.value) } }
      let contents = await contents(after: number("version"))
      let news = News(state: contents.state, chapters: number("page").flatMap(contents.chapters))
      return Self.response((try? ResultCoder.encode(news)) ?? Data(), type: "application/json", status: .ok)
    default:
      guard let file = board.current.files[String(request.path.dropFirst())] else {
        return Self.response("there is no '\(request.path)' in this report\n", status: .notFound)
      }
      return Self.response(Data(file.content), type: Self.type(of: file.path), status: .ok)
    }
  }

  /// The answer to a page that asks for news.
  private struct News: Encodable {
    var state: PreviewBoard.State
    /// What the page has to bring in; none where it has to be read whole.
    var chapters: [HTMLParts.Chapter]?
  }

  /// What is shown, as soon as its state is not the `known` one.
  private func contents(after known: Int?) async -> PreviewBoard.Contents {
    let end = ContinuousClock.now + Self.patience
    while true {
      let contents = board.current
      if contents.state.version != known || ContinuousClock.now > end { return contents }
      do { try await Task.sleep(for: .milliseconds(4)) } catch { return contents }
    }
  }

  private static func type(of path: String) -> String {
    let types = ["svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf", "csv": "text/csv"]
    return types[String(path.split(separator: ".").last ?? "")] ?? "application/octet-stream"
  }

  private static func response(_ text: String, type: String = "text/plain", status: HTTPStatusCode = .ok)
    -> HTTPResponse
  {
    response(Data(text.utf8), type: "\(type); charset=utf-8", status: status)
  }

  private static func response(_ data: Data, type: String, status: HTTPStatusCode) -> HTTPResponse {
    HTTPResponse(
      statusCode: status,
      headers: [
        .contentType: type, .cacheControl: "no-store", HTTPHeader("X-Content-Type-Options"): "nosniff",
        HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin", HTTPHeader("Referrer-Policy"): "no-referrer",
      ], body: HTTPBodySequence(data: data, suggestedBufferSize: 1 << 20))
  }
}
