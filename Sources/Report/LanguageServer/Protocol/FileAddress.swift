import Files
import Foundation

/// Files as the protocol names them, `file:///home/ada/chapters/01.md`.
enum FileAddress {
  /// The path of an address; nil where it is not of a file.
  static func path(of address: String) -> String? {
    guard address.hasPrefix("file://") else { return nil }
    let rest = address.dropFirst("file://".count)
    // A host before the path is this machine.
    let path = rest.hasPrefix("/") ? rest : rest[(rest.firstIndex(of: "/") ?? rest.endIndex)...]
    return String(path).removingPercentEncoding
  }

  static func address(of path: String) -> String {
    var allowed = CharacterSet.urlPathAllowed
    allowed.remove(charactersIn: ":;")
    return "file://" + (path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path)
  }

  /// A path by which a file is known whatever leads to it: without symbolic links, from the root on.
  static func key(of path: String) -> String { FolderPath.resolved(path) }
}
