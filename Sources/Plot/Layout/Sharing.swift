/// Which panels have one scale and one title in one direction.
enum Sharing: Equatable {
  /// All panels, with one title for the figure.
  case all
  /// The panels of a row, for the vertical axis, or of a column, for the horizontal one.
  case line
  case none

  /// All panels share where their axes are equal; `lines` says the row, or column, of each.
  init(_ axes: [Axis], lines: [Int], wanted: Bool) {
    let areLinesEqual = zip(axes, lines).allSatisfy { axis, line in lines.firstIndex(of: line).map { axes[$0] } == axis
    }
    if !wanted {
      self = .none
    } else if axes.allSatisfy({ $0 == axes.first }) {
      self = .all
    } else {
      self = areLinesEqual ? .line : .none
    }
  }

  /// The number of the group that shares with `panel`.
  func group(_ panel: Int, line: Int) -> Int {
    switch self {
    case .all: 0
    case .line: line
    case .none: panel
    }
  }
}
