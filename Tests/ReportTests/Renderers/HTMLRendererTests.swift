import Foundation
import Testing

@testable import Report

@Suite struct HTMLRendererTests {
  let page: String

  init() throws { page = try HTMLRenderer(extraCSS: ".plot{color:red}").render(SampleDocument.document) }

  @Test func `demo`() throws {
    try page.write(toFile: "/tmp/render-demo.html", atomically: true, encoding: .utf8)
    print("SIZE", page.utf8.count, Stylesheet.css.utf8.count)
  }
}
