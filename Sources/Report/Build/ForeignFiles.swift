import Basics
import Files

/// Files and folders of the user's that a command would have to replace.
struct ForeignFiles: ExplainedError {
  struct Item: Equatable, Sendable {
    enum Reason: Sendable {
      /// The program did not write it.
      case foreign
      /// The program wrote it, and it was changed since.
      case changed
      case folder, link
      /// It stands where a folder is needed.
      case notAFolder

      init(_ kind: FileKind) {
        switch kind {
        case .folder: self = .folder
        case .link: self = .link
        default: self = .foreign
        }
      }

      var words: String {
        switch self {
        case .foreign: "not written by report"
        case .changed: "changed since report wrote it"
        case .folder: "a folder"
        case .link: "a symbolic link"
        case .notAFolder: "not a folder"
        }
      }
    }

    var path: String
    var reason: Reason
  }

  private let items: [Item]
  private let folder: String

  /// So many are named.
  private static let most = 10

  init(_ items: [Item], in folder: String) { (self.items, self.folder) = (items, folder) }

  var description: String {
    let lines = items.prefix(Self.most).map { "  \(folder)/\($0.path): \($0.reason.words)" }
    let rest = items.count > Self.most ? ["  and \(items.count - Self.most) more"] : []
    let (what, them) = items.count == 1 ? ("something of yours is", "it") : ("files of yours are", "them")
    let name = items.first.map { String($0.path.split(separator: "/").last ?? "") } ?? ""
    let remedy =
      "move \(them) away, name another folder with --output, or give --force to rename \(them), as to '\(name).~1~'"
    return (["\(what) in the way, and nothing was touched"] + lines + rest + ["  = help: \(remedy)"])
      .joined(separator: "\n")
  }
}
