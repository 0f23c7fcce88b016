import Document
import Foundation
import Render
import Synchronization

/// What the preview shows, for the server to read while the next page is made.
package final class PreviewBoard: Sendable {
  /// What a page asks for over and over.
  struct State: Codable, Sendable, Equatable {
    /// Counts every change.
    var version = 0
    /// Counts the pages.
    var page = 0
    /// The messages about the chapters, as a terminal shows them; empty if there are none.
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
    fileprivate var parts = HTMLParts()
    /// The number of the page since which all but the chapters is as it is, and the same for each chapter.
    fileprivate var frameSince = 0
    fileprivate var chapterSince: [Int] = []
    /// The files beside the page, by path.
    fileprivate(set) var files: [String: OutputFile] = [:]

    /// The page as a report has it.
    var page: String { parts.text }

    /// The chapters that differ between the page numbered `known` and this one; nil where more than chapters does.
    func chapters(since known: Int) -> [HTMLParts.Chapter]? {
      if known < frameSince { return nil }
      return zip(parts.chapters, chapterSince).filter { $0.1 > known }.map(\.0)
    }

    fileprivate mutating func take(_ fresh: HTMLParts) {
      if fresh == parts { return }
      state.page += 1
      let ids = parts.chapters.map(\.id)
      if fresh.before != parts.before || fresh.after != parts.after || fresh.chapters.map(\.id) != ids {
        frameSince = state.page
        chapterSince = fresh.chapters.map { _ in state.page }
      } else {
        for index in ids.indices where fresh.chapters[index] != parts.chapters[index] {
          chapterSince[index] = state.page
        }
      }
      parts = fresh
    }
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
  func show(_ page: HTMLParts, _ files: [OutputFile], _ change: (inout State) -> Void) {
    contents.withLock { contents in
      let before = contents.state
      change(&contents.state)
      contents.take(page)
      if contents.state != before { contents.state.version += 1 }
      contents.files = Dictionary(files.map { ($0.path, $0) }) { $1 }
    }
  }
}
