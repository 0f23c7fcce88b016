import Assets
import Basics
import Document
import Foundation
import Render
import Synchronization

/// Serves the preview to browsers on this machine, and to no other.
package final class PreviewServer: Sendable {
  private let board: PreviewBoard
  /// The page as it is served, with its number: made once for all who ask.
  private let page = Mutex((number: -1, html: Data()))

  package init(board: PreviewBoard) { self.board = board }

  /// A server on the loopback address alone, which has yet to start; port 0 takes a free one.
  package func listening(on port: UInt16) throws -> LoopbackServer {
    try LoopbackServer(port: port) { self.answer($0, mayWait: $1) }
  }

  /// Whoever names another host than this machine was led here by a page of that host, and gets nothing.
  static func isLocal(_ host: String?) -> Bool {
    guard let host else { return false }
    let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } + "]" : host.prefix { $0 != ":" }
    return ["127.0.0.1", "localhost", "[::1]"].contains(name)
  }

  /// Nil where the request asks for news, may wait, and there is none yet.
  func answer(_ request: HTTPRequest, mayWait: Bool) -> HTTPAnswer? {
    guard Self.isLocal(request.fields["host"]) else {
      return HTTPAnswer("This preview answers only browsers on its own machine.\n", status: .forbidden)
    }
    switch request.path {
    case "/", "/index.html": return HTTPAnswer(type: "text/html; charset=utf-8", body: html())
    case PreviewPage.script:
      return HTTPAnswer(Asset.text("preview/preview.js"), type: "text/javascript")
    case "/preview/state":
      func number(_ name: String) -> Int? { request.query.first { $0.name == name }.flatMap { Int($0.value) } }
      let contents = board.current
      if mayWait, contents.state.version == number("version") { return nil }
      let news = News(state: contents.state, chapters: number("page").flatMap(contents.chapters))
      return HTTPAnswer(type: "application/json", body: (try? ResultCoder.encode(news)) ?? Data())
    default:
      guard let file = board.current.files[String(request.path.dropFirst())] else {
        return HTTPAnswer("This report has no file '\(request.path)'.\n", status: .notFound)
      }
      return HTTPAnswer(type: Self.type(of: file.path), body: Data(file.content))
    }
  }

  /// The page with its script.
  private func html() -> Data {
    let contents = board.current
    return page.withLock { page in
      let number = contents.state.page
      if page.number != number { page = (number, Data(PreviewPage.html(of: contents.page, number: number).utf8)) }
      return page.html
    }
  }

  /// The answer to a page that asks for news.
  private struct News: Encodable {
    var state: PreviewBoard.State
    /// What the page has to bring in; none where it has to be read whole.
    var chapters: [HTMLParts.Chapter]?
  }

  private static func type(of path: String) -> String {
    let types = ["svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf", "csv": "text/csv"]
    return types[String(path.split(separator: ".").last ?? "")] ?? "application/octet-stream"
  }
}
