/// What a value is: one number, a vector, or a matrix, with its sizes.
enum Shape: Sendable, Hashable {
  case scalar
  case vector(Size)
  case matrix(Size, Size)

  /// Its dimensions, rows first.
  var sizes: [Size] {
    switch self {
    case .scalar: []
    case .vector(let size): [size]
    case .matrix(let rows, let columns): [rows, columns]
    }
  }
}
