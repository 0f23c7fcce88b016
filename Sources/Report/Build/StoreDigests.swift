import Basics
import Book
import Foundation
import Jobs
import Store
import Training

/// Digests: of each training run what a report reads, in a fraction of the bytes.
extension Store {
  /// Copies for each job of `book` what its report reads of the result; results of other jobs are copied whole.
  package func copyDigests(of book: Book, to other: Store) throws {
    let drawn = book.graph.drawnCurves
    for job in book.jobs {
      let key = key(of: job)
      guard case .found(var entry) = self.entry(for: key) else { continue }
      guard var result = try? ResultCoder.decode(TrainingResult.self, from: entry.result) else {
        _ = try copy([key], in: .results, to: other)
        continue
      }
      let curves = drawn[job.description, default: []]
      result.parameters = nil
      result.series = result.series.filter { curves.contains($0.key) }
      entry.result = try ResultCoder.encode(result)
      entry.header.curves = curves.sorted()
      try other.insert(entry, for: key, in: .digests)
      try copyListing(ofCode: entry.header.code, to: other)
    }
  }
}
