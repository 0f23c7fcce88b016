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
  package var lines: [String] { ManifestComparison(old: old.tree, new: new.tree).lines + figures + pages + others }

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

  /// The pages, apart from the time that the build took.
  private var pages: [String] {
    Set(old.pages).union(new.pages).sorted().compactMap { path -> String? in
      let name = TerminalText.escapedLine(path)
      guard let before = old.content(path) else { return "\(name): new" }
      guard let after = new.content(path) else { return "\(name): gone" }
      if before == after { return nil }
      let texts = [before, after].map { PageText(html: String(decoding: $0, as: UTF8.self)) }
      return texts[0].difference(from: texts[1]).map { "\(name): \($0.old) → \($0.new)" }
    }
  }

  /// The print, and whatever else lies in the folders.
  private var others: [String] {
    let listed = [old, new].flatMap { $0.tree["figures"]?.items ?? [] }.flatMap { $0["files"]?.items ?? [] }
    let known = Set(listed.compactMap(\.text) + old.pages + new.pages + ["report.json"])
    return Set(old.files).union(new.files).subtracting(known).sorted().compactMap { path -> String? in
      let contents = [old, new].map { $0.content(path) }
      if contents[0] == contents[1] { return nil }
      let change = contents[0] == nil ? "new" : contents[1] == nil ? "gone" : "changed"
      return "\(TerminalText.escapedLine(path)): \(change)"
    }
  }
}
