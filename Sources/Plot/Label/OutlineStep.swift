import CCairo

/// A step along the outline of a letter.
enum OutlineStep {
  case move(Place)
  case line(Place)
  case curve(Place, Place, Place)
  case close

  /// The steps of the path that `cairo` holds.
  static func steps(of cairo: OpaquePointer) -> [OutlineStep] {
    guard let path = cairo_copy_path(cairo) else { return [] }
    defer { cairo_path_destroy(path) }
    guard let data = path.pointee.data else { return [] }
    var steps: [OutlineStep] = []
    var index = 0
    while index < Int(path.pointee.num_data) {
      let header = data[index].header
      func place(_ number: Int) -> Place { Place(data[index + number].point.x, data[index + number].point.y) }
      switch header.type {
      case CAIRO_PATH_MOVE_TO: steps.append(.move(place(1)))
      case CAIRO_PATH_LINE_TO: steps.append(.line(place(1)))
      case CAIRO_PATH_CURVE_TO: steps.append(.curve(place(1), place(2), place(3)))
      default: steps.append(.close)
      }
      index += max(Int(header.length), 1)
    }
    // The path ends where the next letter would begin, which is not part of an outline.
    if case .move = steps.last { steps.removeLast() }
    return steps
  }
}
