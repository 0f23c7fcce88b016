import Basics

/// One place in which two manifests differ.
struct TreeChange: Equatable, Sendable {
  /// A step from the whole to a part of it.
  enum Step: Equatable, Sendable {
    /// A member of an object.
    case member(String)
    /// An item of a list, by what tells it from the others.
    case item(String)
  }

  var path: [Step]
  /// Nil if the part does not exist.
  var old: JSONTree?
  var new: JSONTree?

  /// Names of members that differ between two builds of the same: how long something took.
  static let varying: Set<String> = ["seconds"]

  /// Every change from one tree to another, but for how long things took.
  static func changes(from old: JSONTree, to new: JSONTree) -> [TreeChange] { changes(old, new, at: []) }

  private static func changes(_ old: JSONTree?, _ new: JSONTree?, at path: [Step]) -> [TreeChange] {
    if old == new { return [] }
    if case .member(let name)? = path.last, varying.contains(name), old?.number != nil, new?.number != nil { return [] }
    switch (old, new) {
    case (.object(let before), .object(let after)):
      return Set(before.keys).union(after.keys).sorted().flatMap { name in
        changes(before[name], after[name], at: path + [.member(name)])
      }
    case (.array(let before), .array(let after)):
      return changes(before, after, at: path) ?? [TreeChange(path: path, old: old, new: new)]
    default: return [TreeChange(path: path, old: old, new: new)]
    }
  }

  /// The changes within two lists whose items have names; nil where they have none.
  private static func changes(_ old: [JSONTree], _ new: [JSONTree], at path: [Step]) -> [TreeChange]? {
    guard let (before, after) = names(old).flatMap({ before in names(new).map { (before, $0) } }) else { return nil }
    let items = [Dictionary(zip(before, old)) { $1 }, Dictionary(zip(after, new)) { $1 }]
    let all = before + after.filter { items[0][$0] == nil }
    let within = all.flatMap { changes(items[0][$0], items[1][$0], at: path + [.item($0)]) }
    let order = [before.filter { items[1][$0] != nil }, after.filter { items[0][$0] != nil }]
    if order[0] == order[1] { return within }
    let lists = order.map { JSONTree.array($0.map { .string($0) }) }
    return within + [TreeChange(path: path + [.member("order")], old: lists[0], new: lists[1])]
  }

  /// A name for each item of a list of objects, where no two are the same.
  private static func names(_ items: [JSONTree]) -> [String]? {
    let names = items.compactMap(name)
    return names.count == items.count && Set(names).count == names.count ? names : nil
  }

  /// An id, a path, or the cell and the seed of a run, or the name of a check.
  private static func name(of item: JSONTree) -> String? {
    if let id = (item["id"] ?? item["name"] ?? item["path"])?.text { return id }
    guard case .object(let cell)? = item["cell"], let seed = item["seed"] else { return nil }
    let axes = cell.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value), " }.joined()
    return TerminalText.escapedLine(axes) + "seed \(seed)"
  }
}
