import ArgumentParser
import Foundation
import Store

/// Options that say where results are stored between builds.
protocol StoringOptions {
  /// The folder that the user names.
  var cache: String? { get }
}

/// Where results are stored between builds.
struct CacheOptions: ParsableArguments, StoringOptions {
  @Option(help: Self.help) var cache: String?

  static let help: ArgumentHelp =
    "The folder in which results are stored between builds. (default: .report-cache, beside the chapters)"
}

extension StoringOptions {
  /// The folder of the results of the book that `options` name; without a book, the usual one of the working folder.
  func path(of options: BookOptions? = nil) -> String { cache ?? options?.usualCache ?? ".report-cache" }

  /// The store in that folder; `warn` is given what goes wrong with it, by default as warnings of the command.
  func store(
    of options: BookOptions? = nil, warn: @escaping @Sendable (String) -> Void = { Terminal.warn($0) }
  ) -> Store {
    Store(folder: URL(filePath: path(of: options)), warn: warn)
  }
}
