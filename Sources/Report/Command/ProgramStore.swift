import Foundation
import Store

extension Store {
  /// The store of this program in a folder.
  init(folder: URL, warn: @escaping @Sendable (String) -> Void = { _ in }) {
    self.init(folder: folder, code: .program, warn: warn)
  }
}
