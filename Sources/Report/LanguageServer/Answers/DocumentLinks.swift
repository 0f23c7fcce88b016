import Basics
import Directives
import Foundation
import Source

/// The files that a document names: those of directives, and those that links lead to.
struct DocumentLinks {
  struct Link {
    var span: Range<Int>
    var path: String
  }

  static func json(_ file: SourceFile, _ view: BookView) -> JSONTree {
    .array(
      links(in: file, view).map { link in
        ["range": file.range(link.span), "target": .string(view.address(of: link.path))]
      })
  }

  /// The links to files that are there.
  static func links(in file: SourceFile, _ view: BookView) -> [Link] {
    let reference = ReferenceEntries.shared
    let scan = FenceScan(file, before: file.lineCount + 1)
    let options = scan.directives.flatMap { fence in
      fence.options.filter { option in
        let setting = fence.directive.flatMap { reference.setting(option.name, of: $0) }
        return setting?.allowed.hasPrefix("a path") == true
      }
    }
    let named = options.map { option -> (String, Range<Int>) in
      let isQuoted = option.text.count > 1 && option.text.hasPrefix("\"") && option.text.hasSuffix("\"")
      return isQuoted
        ? (String(option.text.dropFirst().dropLast()), option.span.lowerBound + 1..<option.span.upperBound - 1)
        : (option.text, option.span)
    }
    return (named + addresses(in: file)).compactMap { name, span -> Link? in
      guard !name.hasPrefix("/"), !name.hasPrefix("~") else { return nil }
      let path = ProjectFiles.path(of: name.removingPercentEncoding ?? name, beside: file)
      return FileManager.default.fileExists(atPath: FileAddress.key(of: path)) ? Link(span: span, path: path) : nil
    }
  }

  /// What stands between the parentheses of links and images, without labels of places.
  private static func addresses(in file: SourceFile) -> [(String, Range<Int>)] {
    let bytes = file.bytes
    var found: [(String, Range<Int>)] = []
    var index = 0
    while let bracket = bytes[index...].firstIndex(of: UInt8(ascii: "]")) {
      index = bracket + 1
      guard index < bytes.count, bytes[index] == UInt8(ascii: "(") else { continue }
      let address = bytes[(index + 1)...].prefix {
        ![9, 10, 13, 32, UInt8(ascii: ")"), UInt8(ascii: "#")].contains($0)
      }
      index = address.endIndex
      let name = String(decoding: address, as: UTF8.self)
      if !name.isEmpty, !name.contains(":") { found.append((name, address.startIndex..<address.endIndex)) }
    }
    return found
  }
}
