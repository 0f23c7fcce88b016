import Foundation
import Testing

@testable import Checksums
@testable import Code
@testable import CodeScan
@testable import Command
@testable import Files
@testable import Jobs
@testable import Settings
@testable import Store

@Suite("The store")
struct StoreTests {
  private static let entry = StoreEntry(
    header: .init(title: "poly, seed 3", subject: "training(a: 1)", seed: 3, code: "v", cost: 5, seconds: 2, made: 9),
    result: Data("[1,2]\n".utf8))

  private func store(_ book: SmallBook) -> Store { Store(folder: URL(filePath: book.path("cache"))) }

  @Test func `gives back what was put into it`() throws {
    let store = store(try SmallBook())
    try store.insert(Self.entry, for: "key")
    let found = try #require(store.entry(for: "key").entry)
    #expect(found.header == Self.entry.header && found.result == Self.entry.result)
    #expect(store.entry(for: "key", in: .papers).entry == nil)
  }

  @Test func `notices any flipped bit and any missing end`() throws {
    let whole = try Self.entry.encoded()
    #expect(StoreEntry(encoded: whole) != nil)
    for place in whole.indices {
      var flipped = whole
      flipped[place] ^= 1 << UInt8(place % 8)
      #expect(StoreEntry(encoded: flipped) == nil, "\(place)")
      #expect(StoreEntry(encoded: whole.prefix(place)) == nil, "\(place)")
    }
  }

  @Test func `knows the versions of code again that the same code found before`() throws {
    let sources = [("Sources/Core/A/A.swift", "struct Root {}"), ("Sources/Core/A/B.swift", "struct Other {}")]
    let table = CodeTable(text: SourceTable(sources: sources).text)
    let edited = CodeTable(
      text: SourceTable(sources: sources + [("Sources/Core/A/C.swift", "struct Third {}")]).text)
    func versions(_ table: CodeTable) -> CodeVersions { Store(folder: URL(filePath: "/nowhere"), code: table).code }
    let need = CodeNeed(of: StoreTests.self, using: try Value(parsing: "a(b: c)"))
    let first = versions(table)
    let version = first.version(of: need)
    #expect(version == table.version(of: need.roots, using: need.words) && first.isNew)
    let again = versions(table)
    again.take(first.remembered)
    #expect(again.version(of: need) == version && !again.isNew)
    #expect(again.remembered == first.remembered)
    let other = versions(edited)
    other.take(first.remembered)
    #expect(other.version(of: need) == edited.version(of: need.roots, using: need.words) && other.isNew)
    // What was not asked for is forgotten, and what is no such memory is not taken.
    let idle = versions(table)
    idle.take(first.remembered)
    #expect(idle.remembered != first.remembered && !idle.isNew)
    for damaged in [Data(), first.remembered.prefix(40), Data("x\n\t\t\n".utf8)] { versions(table).take(damaged) }
  }

  @Test(arguments: [0, 1, 131_071, 131_072, 131_073, 300_000]) func `a checksum is that of the whole file`(
    count: Int
  ) throws {
    let book = try SmallBook([:])
    let bytes = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) })
    try bytes.write(to: URL(filePath: book.path("file")))
    #expect(FileKind.checksum(of: book.path("file")) == Checksum.md5(of: bytes))
    #expect(BoundedFile.checksum(atPath: book.path("file"), most: count) == Checksum.md5(of: bytes))
    #expect(count == 0 || BoundedFile.checksum(atPath: book.path("file"), most: count - 1) == nil)
    #expect(FileKind.checksum(of: book.path("missing")) == nil && FileKind.checksum(of: book.path("")) == nil)
  }

  @Test func `a claim is held by one until it is given back`() throws {
    let (book, key) = (try SmallBook(), "key")
    func isTaken(_ answer: ResultLock.Answer) -> Bool { if case .taken = answer { true } else { false } }
    var first: ResultLock.Answer? = store(book).lock(key)
    #expect(isTaken(try #require(first)))
    guard case .busy = store(book).lock(key) else {
      Issue.record("two hold the claim")
      return
    }
    first = nil
    #expect(isTaken(store(book).lock(key)))
  }

  @Test func `no two of many threads ever hold the same claim`() throws {
    let store = store(try SmallBook())
    let holders = Counter()
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      for _ in 0..<300 {
        guard case .taken(let claim) = store.lock("key") else { continue }
        holders.enter()
        holders.leave()
        withExtendedLifetime(claim) {}
      }
    }
    #expect(holders.most == 1)
  }

  @Test(arguments: [
    ("training(model: gru, steps: 10)", 1, ""), ("training(model: gru, steps: 10)", 2, "seed 2 is new"),
    ("training(model: gru, steps: 20)", 1, "'steps' was 10 and is 20"),
    ("training(model: lstm, steps: 10, more: 1)", 1, "'model' was gru and is lstm, 'more' is new: 1"),
  ])
  func `tells why a result is not there`(settings: String, seed: Int, reason: String) throws {
    let store = store(try SmallBook())
    func job(_ settings: String, seed: Int) throws -> Job {
      Job(
        subject: try Value(parsing: settings), seed: seed, title: "poly, seed \(seed)", cost: 1,
        code: CodeNeed(of: StoreTests.self)
      ) { _ in Data() }
    }
    try store.insert(Data("1".utf8), of: job("training(model: gru, steps: 10)", seed: 1), seconds: 3)
    let (history, job) = (History(of: store), try job(settings, seed: seed))
    if !reason.isEmpty { #expect(history.reason(toCompute: job) == reason) }
    #expect(history.expectedSeconds(of: job) == 3)
  }

  @Test func `names the files of code that changed`() throws {
    let book = try SmallBook()
    func store(_ text: String) -> Store {
      let sources = SourceTable(sources: [("Sources/Core/A.swift", text), ("Sources/Core/B.swift", "struct B {}")])
      return Store(folder: URL(filePath: book.path("cache")), code: CodeTable(text: sources.text))
    }
    let job = Job(
      subject: Value(.name("x")), seed: nil, title: "x", cost: 1, code: CodeNeed(of: StoreTests.self)
    ) { _ in Data() }
    let (old, new) = (store("struct A {}"), store("struct A { let more = 1 }"))
    try old.insert(Data(), of: job, seconds: 1)
    #expect(History(of: new).reason(toCompute: job) == "the code changed: Sources/Core/A.swift")
  }
}

/// Counts how many are inside at once.
private final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var inside = 0
  private(set) var most = 0

  func enter() {
    lock.withLock {
      inside += 1
      most = max(most, inside)
    }
  }

  func leave() { lock.withLock { inside -= 1 } }
}
