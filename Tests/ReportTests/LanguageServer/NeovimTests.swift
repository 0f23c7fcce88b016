import Files
import Foundation
import Testing

/// The built-in client of Neovim, for which `Tests/Editors/neovim.lua` does what an author does.
@Suite(
  "Neovim", .waiting,
  .enabled(if: ExternalProgram.isThere("nvim"), "it needs Neovim, as Debian's package neovim has it"))
struct NeovimTests {
  private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Editors/neovim.lua")

  @Test func `shows messages, values and names, and changes them`() throws {
    let book = try SmallBook([
      "01-small.md": SmallBook.chapter,
      "02-other.md": "# Other\n\nSee [there](01-small.md#memory) and {ref}`memory`.\n",
    ])
    _ = try book.build(cache: ".report-cache")
    var neovim = ExternalProgram([
      "nvim", "--headless", "-u", "NONE", "-n", "-i", "NONE", "-c", "luafile \(Self.script.path)",
    ])
    neovim.folder = book.folder.path
    neovim.seconds = 120
    neovim.environment = ProcessInfo.processInfo.environment.merging([
      "REPORT_SERVER": Program.url.path, "XDG_STATE_HOME": book.path("state"), "XDG_CACHE_HOME": book.path("nvim"),
    ]) { $1 }
    let answer = try neovim.run()
    #expect(answer.code == 0 && answer.output.contains("passed"), "\(answer.output)\n\(answer.error)")
  }
}
