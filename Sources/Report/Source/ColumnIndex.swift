import Synchronization

/// The columns of places in long lines, so that a thousand messages about one line do not count it a thousand times.
final class ColumnIndex: Sendable {
  /// A place in a line and the number of characters before it.
  private struct Mark {
    var byte: Int
    var characters: Int
  }

  /// The distance between two marks, in bytes; shorter lines are counted.
  private static let step = 1024

  /// The marks of each line that was asked for, by the byte at which it starts.
  private let marks = Mutex<[Int: [Mark]]>([:])

  init() {}

  /// The number of characters of `file` from the start of a line to a byte of it.
  func count(in file: SourceFile, from start: Int, to byte: Int) -> Int {
    if byte - start <= Self.step { return file.text(start..<byte).count }
    let mark = marks.withLock { all -> Mark in
      let marks = all[start] ?? Self.marks(of: file, from: start)
      all[start] = marks
      var (low, high) = (0, marks.count)
      while high - low > 1 {
        let middle = (low + high) / 2
        if marks[middle].byte <= byte { low = middle } else { high = middle }
      }
      return marks[low]
    }
    return mark.characters + file.text(mark.byte..<byte).count
  }

  /// Marks at whole characters of the line that starts at `start`.
  private static func marks(of file: SourceFile, from start: Int) -> [Mark] {
    let line = file.bytes(ofLineAt: start)
    var marks = [Mark(byte: start, characters: 0)]
    var (byte, characters) = (start, 0)
    for character in file.text(line) {
      if byte - marks[marks.count - 1].byte >= step { marks.append(Mark(byte: byte, characters: characters)) }
      byte += character.utf8.count
      characters += 1
    }
    return marks
  }
}
