import CMarkdown
import Foundation

/// cmark-gfm with GitHub's extensions and the inline syntax of chapters.
///
/// Inline syntax is left in the tree as inline HTML, the one kind of leaf that table cells take too. The parser keeps its special characters in global tables, so one thread parses at a time.
final class MarkdownParser: @unchecked Sendable {
  static let shared = MarkdownParser()

  private let lock = NSLock()
  private let extensions: [OpaquePointer]
  private let cache = ScannerCache()

  private init() {
    cmark_gfm_core_extensions_ensure_registered()
    let names = ["table", "strikethrough", "tasklist", "autolink"]
    let known = names.compactMap { (name: String) in cmark_find_syntax_extension(name) }
    guard let syntax = cmark_syntax_extension_new("chapter") else {
      extensions = known
      return
    }
    var characters: UnsafeMutablePointer<cmark_llist>?
    for character in "${\u{1}\u{3}".utf8 {
      let value = UnsafeMutableRawPointer(bitPattern: Int(character))
      characters = cmark_llist_append(cmark_get_default_mem_allocator(), characters, value)
    }
    cmark_syntax_extension_set_special_inline_chars(syntax, characters)
    cmark_syntax_extension_set_private(syntax, Unmanaged.passUnretained(cache).toOpaque(), nil)
    cmark_syntax_extension_set_match_inline_func(syntax) { syntax, _, parent, _, parser in
      let start = Int(cmark_inline_parser_get_offset(parser))
      guard let content = MarkdownNode(pointer: parent).content,
        let cache = cmark_syntax_extension_get_private(syntax),
        let end = Unmanaged<ScannerCache>.fromOpaque(cache).takeUnretainedValue().end(in: content, start: start),
        let node = cmark_node_new(CMARK_NODE_HTML_INLINE)
      else { return nil }
      cmark_node_set_user_data(node, UnsafeMutableRawPointer(bitPattern: start + 1))
      cmark_inline_parser_set_offset(parser, Int32(end))
      return node
    }
    extensions = known + [syntax]
  }

  /// The document node of `text`; the caller frees it.
  func parse(_ text: [UInt8]) -> OpaquePointer? {
    lock.withLock {
      let parser = cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE)
      defer { cmark_parser_free(parser) }
      for syntax in extensions { cmark_parser_attach_syntax_extension(parser, syntax) }
      cache.scanner = nil
      text.withUnsafeBytes { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
      return cmark_parser_finish(parser)
    }
  }
}

/// The scanner of the block that is being parsed, kept from one special character to the next.
private final class ScannerCache {
  var scanner: InlineScanner?

  /// The end of the inline syntax that starts at byte `start` of `content`.
  func end(in content: UnsafePointer<UInt8>, start: Int) -> Int? {
    if scanner?.reads(content) != true { scanner = InlineScanner(content) }
    return scanner?.scan(at: start)?.end
  }
}
