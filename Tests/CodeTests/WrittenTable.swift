@testable import Code
@testable import CodeScan

extension CodeTable {
  /// Reads what the build tool writes of some sources.
  init(_ sources: SourceTable) { self.init(text: sources.text) }
}
