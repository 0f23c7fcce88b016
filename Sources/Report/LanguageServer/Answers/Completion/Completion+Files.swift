import Foundation
import Source
import Syntax

/// Links and paths of files.
extension Completion {
  var links: ([Candidate], Int) {
    let parts = context.text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count > 1 {
      let start = context.cursor - parts[1].utf8.count
      if parts[0].isEmpty { return (labels(String(parts[1])), start) }
      let path = ProjectFiles.path(of: String(parts[0]), beside: file)
      return (labels(String(parts[1])) { $0.chapter == path }, start)
    }
    let chapters = (view.whole?.read.surroundings.chapters ?? []).map { chapter in
      Candidate(
        label: ProjectFiles.path(of: chapter.path, from: file), kind: .file,
        detail: chapter.title?.plainText ?? "")
    }
    let (files, start) = files(endings: nil)
    let known = Set(chapters.map(\.label))
    return start == context.start ? (chapters + files.filter { !known.contains($0.label) }, start) : (files, start)
  }

  /// The endings of files that a setting takes; nil for any.
  static func endings(of directive: String, _ setting: String) -> Set<String>? {
    switch directive {
    case "image": ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "pdf"]
    case "bibliography": ["bib"]
    case "include": ["md"]
    case "recorded": ["json"]
    default: nil
    }
  }

  /// Files and folders beside the document, or in the folder that is written already.
  func files(endings: Set<String>?) -> ([Candidate], Int) {
    let written = context.text.hasPrefix("\"") ? String(context.text.dropFirst()) : context.text
    let folder = written.contains("/") ? String(written[...(written.lastIndex(of: "/") ?? written.startIndex)]) : ""
    let start = context.cursor - written.utf8.count + folder.utf8.count
    guard !written.hasPrefix("/"), !written.hasPrefix("~") else { return ([], start) }
    let base = URL(filePath: FileAddress.key(of: file.path)).deletingLastPathComponent().appending(path: folder)
    guard FileAddress.key(of: base.path).hasPrefix(FileAddress.key(of: view.root.path)) else { return ([], start) }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: base.path)) ?? []
    return (
      names.filter { !$0.hasPrefix(".") }.compactMap { name -> Candidate? in
        let ending = (name as NSString).pathExtension.lowercased()
        // A file with an ending is asked for nothing, since a folder may have very many.
        var isFolder: ObjCBool = false
        if ending.isEmpty {
          _ = FileManager.default.fileExists(atPath: base.appending(path: name).path, isDirectory: &isFolder)
        }
        if isFolder.boolValue { return Candidate(label: name, kind: .folder, text: "\(name)/") }
        return endings?.contains(ending) == false ? nil : Candidate(label: name, kind: .file)
      }, start
    )
  }
}
