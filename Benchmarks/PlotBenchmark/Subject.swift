import Plot

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The figures that are drawn, 12 by 8 inches with letters of 10 points, as matplotlib draws them by default.
enum Subject: String, CaseIterable {
  case panels, walk

  func figure(_ walk: Walk) -> Figure {
    switch self {
    case .panels: Self.fourPanels
    case .walk:
      Figure(
        panels: [Panel(x: Axis(), y: Axis(), marks: [Line(x: walk.times, y: walk.positions)])], width: 304.8,
        panelAspect: 0.66, magnification: 4.0 / 3)
    }
  }

  /// Four panels of six curves through a thousand points, with titles, labels, grids and a legend.
  private static var fourPanels: Figure {
    let x = (0..<1000).map { Double($0) * 10 / 999 }
    let panels = (0..<4).map { index in
      Panel(
        title: "panel \(index)", x: Axis("lag s"), y: Axis("memory"),
        marks: (0..<6).map { k in
          let (rate, step) = (Double(k), 97 * Double(k + 1))
          let y = x.map { sin($0 * (1 + 0.3 * rate) + Double(index)) * exp(-0.1 * rate * $0) + 0.02 * sin(step * $0) }
          return Line(x: x, y: y, style: Style(series: "line \(k) (p=\(k))", slot: .series(k + 1)))
        })
    }
    return Figure(
      panels: panels, columns: 2, width: 304.8, panelAspect: 0.58, sharedX: false, sharedY: false, grid: true,
      magnification: 4.0 / 3)
  }
}

/// A random walk.
struct Walk {
  let times: [Double]
  let positions: [Double]

  /// A walk of uniform steps from a linear congruential generator.
  init(steps: Int) {
    var state: UInt64 = 1
    var position = 0.0
    times = (0..<steps).map(Double.init)
    positions = (0..<steps).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      position += Double(state >> 11) / 9_007_199_254_740_992 - 0.5
      return position
    }
  }

  /// The walk in a file of eight-byte numbers; throws where it cannot be read.
  init(file: String) throws {
    guard let handle = fopen(file, "rb") else { throw Problem("'\(file)' cannot be read") }
    defer { fclose(handle) }
    fseek(handle, 0, SEEK_END)
    let count = ftell(handle) / 8
    rewind(handle)
    positions = Self.numbers(count) { fread($0, 8, count, handle) }
    times = Self.numbers(count) { numbers in
      for index in 0..<count { numbers[index] = Double(index) }
      return count
    }
  }

  /// Numbers in large pages, which the system is asked for as NumPy asks for those of its arrays.
  private static func numbers(_ count: Int, fill: (UnsafeMutablePointer<Double>) -> Int) -> [Double] {
    let page = 2 << 20
    return [Double](unsafeUninitializedCapacity: count + 2 * page / 8) { buffer, filled in
      guard let start = buffer.baseAddress else { return }
      #if canImport(Glibc)
        let first = (UInt(bitPattern: start) + UInt(page) - 1) / UInt(page) * UInt(page)
        madvise(UnsafeMutableRawPointer(bitPattern: first), (8 * count + page - 1) / page * page, MADV_HUGEPAGE)
      #endif
      filled = fill(start)
    }
  }

  static func write(_ bytes: [UInt8], to file: String) throws {
    guard let handle = fopen(file, "wb") else { throw Problem("'\(file)' cannot be written") }
    defer { fclose(handle) }
    guard fwrite(bytes, 1, bytes.count, handle) == bytes.count else {
      throw Problem("'\(file)' cannot be written")
    }
  }
}

enum Exit {
  static func fail(_ code: Int32) -> Never { exit(code) }
}
