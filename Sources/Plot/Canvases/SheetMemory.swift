#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The memory of a sheet of pixels, zero at first.
///
/// Of a large sheet the system is asked for large pages: to touch a new page of the usual size takes longer than to fill it.
final class SheetMemory {
  let start: UnsafeMutableRawPointer

  private static let largePage = 2 << 20

  /// Nil where there is not so much memory.
  init?(bytes: Int) {
    // A part of a large page at the end is taken as a whole one where most of it is needed.
    let whole = (bytes + Self.largePage / 2) / Self.largePage * Self.largePage
    var memory: UnsafeMutableRawPointer?
    guard posix_memalign(&memory, whole > 0 ? Self.largePage : 64, max(bytes, whole, 1)) == 0, let memory else {
      return nil
    }
    #if canImport(Glibc)
      if whole > 0 { madvise(memory, whole, MADV_HUGEPAGE) }
    #endif
    memset(memory, 0, bytes)
    start = memory
  }

  deinit { free(start) }
}
