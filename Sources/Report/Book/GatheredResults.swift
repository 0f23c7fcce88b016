import Document

extension [Block<Final>] {
  /// The blocks with the results of each section in one table, where the last of them stood.
  var gatheringResults: [Block<Final>] {
    var gathered: [Block<Final>] = []
    var rows: [ResultRow<Final>] = []
    var place = 0
    func close() {
      if !rows.isEmpty { gathered.insert(.results(rows), at: place) }
      rows = []
    }
    for block in self {
      switch block {
      case .results(let more):
        rows += more
        place = gathered.count
      case .heading:
        close()
        gathered.append(block)
      default: gathered.append(block)
      }
    }
    close()
    return gathered
  }
}
