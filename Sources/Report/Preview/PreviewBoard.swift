import Foundation
import Synchronization

/// What the preview shows, for the server to read while the next page is made.
final class PreviewBoard: Sendable {
  /// What a page asks for over and over.
  struct State: Codable, Sendable, Equatable {
    /// Counts every change.
    var version = 0
    /// Counts the pages.
    var page = 0
    /// The messages about the chapters, as a terminal shows them; empty where there are none.
    var messages = ""
    /// Whether the messages tell of errors, so that the page is older than the chapters.
    var isOld = false
    /// What is being computed, "3 of 10 runs computed".
    var work = ""
    /// Ids in the page of what waits for results and shows those of before.
    var stale: [String] = []
  }

  struct Contents: Sendable {
    fileprivate(set) var state = State()
    /// The page as a report has it.
    var page = ""
    /// The files beside the page, by path.
    var files: [String: OutputFile] = [:]
  }

  private let contents = Mutex(Contents())

  var current: Contents { contents.withLock { $0 } }

  /// Changes what is shown; a change of the state or of the page is told to all who wait.
  func update(_ change: (inout State) -> Void) {
    contents.withLock { contents in
      let before = contents.state
      change(&contents.state)
      if contents.state != before { contents.state.version += 1 }
    }
  }

  /// Shows another page with the files beside it.
  func show(_ page: String, _ files: [OutputFile], _ change: (inout State) -> Void) {
    contents.withLock { contents in
      let before = contents.state
      change(&contents.state)
      if contents.page != page { contents.state.page += 1 }
      if contents.state != before { contents.state.version += 1 }
      contents.page = page
      contents.files = Dictionary(files.map { ($0.path, $0) }) { $1 }
    }
  }
}
