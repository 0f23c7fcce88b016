#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The elementary functions that the scales and colours need, without the weight of Foundation at the start of a program.
enum Elementary {
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
  /// 10^exponent.
  static func power(ofTen exponent: Double) -> Double { pow(10, exponent) }
  static func logarithm(ofTen value: Double) -> Double { log10(value) }
  static func cubeRoot(_ value: Double) -> Double { cbrt(value) }
}
