import Basics
import Checksums
import Files
import Foundation
import Jobs
import Programs
import Settings
import Source
import Store

/// The runs that a sweep is to make, as a file that never changes: JSON, a line each.
///
/// The first line counts; then comes a line for each subject, and a line for each run with its key, which names all that its
/// result depends on. The longest run is first.
package struct SweepList: Sendable {
  private struct Header: Codable {
    var format = 1
    /// The name of the profile.
    var profile: String
    var subjects: Int
    var runs: Int
  }

  private struct Subject: Codable {
    /// `training(…)` with all settings.
    var settings: String
    /// "poly: gru".
    var title: String
  }

  package struct Run: Codable, Sendable {
    var key: String
    var seed: Int?
    /// Its line among those of the subjects.
    var subject: Int
    /// How long it will take, nil where nothing is known.
    var seconds: Double?
  }

  package let content: Data
  package let profile: String
  /// How many runs there are.
  package let count: Int
  private let subjects: Int
  private let lines: [Range<Int>]

  /// What tells it from others, 12 digits of its checksum.
  package var id: String { String(Checksum.sha256(of: content).prefix(12)) }

  /// The list of these jobs.
  init(of jobs: [PlannedRun], profile: Profile) throws {
    var (numbers, subjects, runs): ([String: Int], Data, Data) = ([:], Data(), Data())
    for planned in jobs {
      let (settings, title) = (planned.job.subjectText, Self.title(of: planned.job))
      let name = "\(title)\n\(settings)"
      if numbers[name] == nil {
        numbers[name] = numbers.count
        subjects += try Self.line(Subject(settings: settings, title: title))
      }
      runs += try Self.line(
        Run(key: planned.key, seed: planned.job.seed, subject: numbers[name] ?? 0, seconds: planned.seconds))
    }
    let header = Header(profile: profile.rawValue, subjects: numbers.count, runs: jobs.count)
    try self.init(content: Self.line(header) + subjects + runs, path: "")
  }

  /// Reads the file at `path`.
  ///
  /// - Throws: `SweepProblem` if there is none, or another file.
  package init(path: String) throws {
    guard let data = BoundedFile.contents(atPath: path) else {
      let reason = BoundedFile.obstacle(atPath: path)
      throw SweepProblem("cannot read the list '\(path)': \(reason); write one with 'report sweep plan'")
    }
    try self.init(content: data, path: path)
  }

  /// Reads the content of the file at `path`.
  init(content: Data, path: String) throws {
    self.content = content
    lines = Self.lines(of: content)
    guard let first = lines.first, let header = try? ResultCoder.decode(Header.self, from: content[first]),
      header.format == 1, (0..<lines.count).contains(header.subjects),
      header.runs == lines.count - 1 - header.subjects
    else { throw SweepProblem("'\(path)' is not a list of this version; write one with 'report sweep plan'") }
    (profile, subjects, count) = (header.profile, header.subjects, header.runs)
  }

  /// Every run, in order.
  func runs() throws -> [Run] { try (0..<count).map(run) }

  package func run(_ index: Int) throws -> Run {
    let run: Run = try decoded(line: 1 + subjects + index)
    guard (0..<subjects).contains(run.subject), (0...SweepPlan.mostSeconds).contains(run.seconds ?? 0) else {
      throw Self.damage(line: 1 + subjects + index)
    }
    return run
  }

  /// The job of a run, made by this program.
  ///
  /// - Throws: `SweepProblem` where this program would compute something else under another key.
  package func job(of run: Run, in store: Store, programs: ProgramPermission = .none) throws -> Job {
    let subject: Subject = try decoded(line: 1 + run.subject)
    let title = Self.title(subject.title, seed: run.seed)
    do throws(SettingProblem) {
      let job = try JobReading.job(
        of: try Value(parsing: subject.settings), seed: run.seed, title: title, programs: programs)
      if store.key(of: job) == run.key { return job }
    } catch {
      throw SweepProblem("'\(title)' cannot be computed by this program: \(error.message); plan the sweep again")
    }
    throw SweepProblem(
      "'\(title)' was planned by another version of the program; plan the sweep again with this one")
  }

  func title(of run: Run) throws -> String {
    Self.title(try (decoded(line: 1 + run.subject) as Subject).title, seed: run.seed)
  }

  private func decoded<Line: Decodable>(line: Int) throws -> Line {
    guard let value = try? ResultCoder.decode(Line.self, from: content[lines[line]]) else {
      throw Self.damage(line: line)
    }
    return value
  }

  private static func damage(line: Int) -> SweepProblem {
    SweepProblem("line \(line + 1) of the list is damaged; plan the sweep again")
  }
}

extension SweepList {
  /// A run with what is known of it.
  struct PlannedRun: Sendable {
    var job: Job
    var key: String
    var seconds: Double?
  }

  private static func line(_ value: some Encodable) throws -> Data {
    try ResultCoder.encode(value) + [UInt8(ascii: "\n")]
  }

  /// Where the lines are, without their ends; a last line without an end is none.
  private static func lines(of content: Data) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    content.withUnsafeBytes { bytes in
      var start = 0
      for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
        lines.append(start..<index)
        start = index + 1
      }
    }
    return lines
  }

  /// "poly: gru" of "poly: gru, seed 3".
  private static func title(of job: Job) -> String {
    let ending = job.seed.map { ", seed \($0)" } ?? ""
    return job.title.hasSuffix(ending) ? String(job.title.dropLast(ending.count)) : job.title
  }

  private static func title(_ title: String, seed: Int?) -> String { title + (seed.map { ", seed \($0)" } ?? "") }
}

/// What is in the way of a sweep, and how to mend it.
package struct SweepProblem: ExplainedError {
  package let description: String
  package init(_ description: String) { self.description = description }
}
