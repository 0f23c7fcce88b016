import Basics
import Foundation

/// What changed from one finished report to another, a line each.
package struct ReportDifference {
  package let old: ManifestFile
  package let new: ManifestFile

  package init(old: ManifestFile, new: ManifestFile) {
    self.old = old
    self.new = new
  }

  /// Every change of the manifests, and of the files that a reader opens.
  package var lines: [String] { ManifestComparison(old: old.tree, new: new.tree).lines + figures + pages }

  /// What was not compared, and why.
  package var remarks: [String] {
    let papers = [old, new].map { $0.content("report.pdf") }
    guard papers[0] != papers[1], !papers.contains(nil), !haveEqualTimes else { return [] }
    return ["report.pdf was not compared: it says how long the build took, which differs"]
  }

  private var haveEqualTimes: Bool { Self.times(in: old.tree) == Self.times(in: new.tree) }

  private static func times(in tree: JSONTree) -> [JSONTree] {
    switch tree {
    case .object(let members):
      members.sorted { $0.key < $1.key }.flatMap { name, value in
        TreeChange.varying.contains(name) ? [value] : times(in: value)
      }
    case .array(let items): items.flatMap(times)
    case .null, .bool, .number, .string: []
    }
  }

  private var figures: [String] {
    let listed = [old, new].map { report in
      (report.tree["figures"]?.items ?? []).map { figure in
        (figure["id"]?.text ?? "", (figure["files"]?.items ?? []).compactMap(\.text))
      }
    }
    var files: [(id: String, files: Set<String>)] = []
    for (id, paths) in listed.joined() {
      if let place = files.firstIndex(where: { $0.id == id }) {
        files[place].files.formUnion(paths)
      } else {
        files.append((id, Set(paths)))
      }
    }
    return files.compactMap { id, files in
      let changed = files.sorted().filter { old.content($0) != new.content($0) }.map(TerminalText.escapedLine)
      return changed.isEmpty
        ? nil : "figure \(TerminalText.escapedLine(id)): \(changed.joined(separator: ", ")) changed"
    }
  }

  /// The pages and the print, apart from the time that the build took.
  private var pages: [String] {
    let pages = Set(old.pages).union(new.pages).sorted().compactMap { path -> String? in
      guard let before = old.content(path) else { return "\(path): new" }
      guard let after = new.content(path) else { return "\(path): gone" }
      let texts = [before, after].map { PageText(html: String(decoding: $0, as: UTF8.self)) }
      return texts[0].difference(from: texts[1]).map { "\(path): \($0.old) → \($0.new)" }
    }
    let papers = [old, new].map { $0.content("report.pdf") }
    if papers[0] == papers[1] { return pages }
    if papers[0] == nil || papers[1] == nil { return pages + ["report.pdf: \(papers[0] == nil ? "new" : "gone")"] }
    return haveEqualTimes ? pages + ["report.pdf: changed"] : pages
  }
}
