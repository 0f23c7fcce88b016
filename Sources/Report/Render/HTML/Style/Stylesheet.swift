/// The look of the page, for screens light and dark, wide and narrow, and for paper.
enum Stylesheet {
  static let css = palette + layout + prose + parts + controls + paper
}
