/// The script of the page, each part as the bytes of its file.
package enum PageScripts {
  /// What a page on a screen runs, in this order.
  package static var screen: [[UInt8]] {
    [
      PackageResources.page_js, PackageResources.search_js, PackageResources.previews_js,
      PackageResources.figures_js,
      PackageResources.values_js, PackageResources.tables_js, PackageResources.rescaling_js,
      PackageResources.explore_js,
    ]
  }

  /// What lays a page out for paper.
  package static var paper: [[UInt8]] { [PackageResources.paper_js] }
}
