/// The drawing calls that tests expect.
enum Snapshots {
  static let curve = ""
  static let decades = ""
}
