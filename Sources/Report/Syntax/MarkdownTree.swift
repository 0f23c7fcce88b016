import CMarkdown

/// A parsed passage, as cmark-gfm holds it.
final class MarkdownTree {
  let root: MarkdownNode

  init(_ text: [UInt8]) {
    root = MarkdownNode(pointer: MarkdownParser.shared.parse(text))
  }

  deinit { cmark_node_free(root.pointer) }
}

/// One node of a tree, valid as long as the tree.
struct MarkdownNode {
  let pointer: OpaquePointer?

  /// The name of the node's type, "paragraph", "table_cell".
  var type: String {
    switch cmark_node_get_type(pointer) {
    case CMARK_NODE_FOOTNOTE_DEFINITION: "footnote_definition"
    case CMARK_NODE_FOOTNOTE_REFERENCE: "footnote_reference"
    default: String(cString: cmark_node_get_type_string(pointer))
    }
  }
  var literal: String { StandIn.restored(cmark_node_get_literal(pointer)) }
  /// The literal of running text, with the stand-ins of backslashes that keep a sign as it is.
  var text: String { StandIn.restored(cmark_node_get_literal(pointer), keeping: StandIn.escape) }
  var url: String { StandIn.restored(cmark_node_get_url(pointer)) }
  var title: String { StandIn.restored(cmark_node_get_title(pointer)) }
  var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
  var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }
  var endLine: Int { Int(cmark_node_get_end_line(pointer)) }

  var isFenced: Bool {
    var (length, offset, character): (Int32, Int32, CChar) = (0, 0, 0)
    return cmark_node_get_fenced(pointer, &length, &offset, &character) != 0
  }

  /// The text whose inlines are the node's children, ended by a zero byte.
  var content: UnsafePointer<UInt8>? {
    cmark_node_get_string_content(pointer).map { UnsafeRawPointer($0).assumingMemoryBound(to: UInt8.self) }
  }

  /// The byte of the block's text at which a node of inline syntax starts.
  var syntaxStart: Int? { cmark_node_get_user_data(pointer).map { Int(bitPattern: $0) - 1 } }

  var children: [MarkdownNode] {
    var children: [MarkdownNode] = []
    var child = cmark_node_first_child(pointer)
    while let node = child {
      children.append(MarkdownNode(pointer: node))
      child = cmark_node_next(node)
    }
    return children
  }
}
