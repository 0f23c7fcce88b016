import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The memory of a sheet of pixels, zero at first.
///
/// Of a large sheet the system is asked for large pages: to touch a new page of the usual size takes longer than to fill it. For
/// the same reason some memory is kept for the next sheet.
final class SheetMemory {
  /// Memory from the system.
  private struct Block: @unchecked Sendable {
    let start: UnsafeMutableRawPointer
    let bytes: Int
  }

  private let block: Block
  var start: UnsafeMutableRawPointer { block.start }

  private static let kept = Mutex<[Block]>([])
  /// So many bytes are kept at most.
  private static let mostKept = 32 << 20
  private static let largePage = 2 << 20

  /// Nil where there is not so much memory.
  init?(bytes: Int) {
    // A part of a large page at the end is taken as a whole one where most of it is needed.
    let large = (bytes + Self.largePage / 2) / Self.largePage * Self.largePage
    let size = max(large, (bytes + 0xFFFF) & ~0xFFFF)
    if let block = Self.kept.withLock({ kept in
      kept.firstIndex { $0.bytes == size }.map { kept.remove(at: $0) }
    }) {
      memset(block.start, 0, bytes)
      self.block = block
      return
    }
    guard let start = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0), start != MAP_FAILED else {
      return nil
    }
    #if canImport(Glibc)
      if large > 0 { madvise(start, large, MADV_HUGEPAGE) }
    #endif
    block = Block(start: start, bytes: size)
  }

  deinit {
    let isKept = Self.kept.withLock { kept in
      let fits = kept.reduce(block.bytes) { $0 + $1.bytes } <= Self.mostKept
      if fits { kept.append(block) }
      return fits
    }
    if !isKept { munmap(block.start, block.bytes) }
  }
}
