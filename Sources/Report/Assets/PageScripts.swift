/// The script of the page, each part as the bytes of its file.
package enum PageScripts {
  /// What a page on a screen runs, in this order.
  package static var screen: [[UInt8]] {
    ["page", "search", "previews", "figures", "values", "tables", "rescaling", "explore"].map {
      Asset.bytes("page/\($0).js")
    }
  }

  /// What lays a page out for paper.
  package static var paper: [[UInt8]] { [Asset.bytes("page/paper.js")] }
}
