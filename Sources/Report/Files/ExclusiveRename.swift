import CSystem

/// A rename that replaces nothing.
enum ExclusiveRename {
  /// The error number, 0 where it was done.
  static func rename(_ old: String, to new: String) -> Int32 { system_rename_exclusively(old, new) }
}
