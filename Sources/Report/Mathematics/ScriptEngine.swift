import Basics
import CDuktape
import Foundation

/// A JavaScript engine without files, network, clock or console, bounded in memory.
final class ScriptEngine {
  /// A script that could not be compiled or threw, with the engine's words.
  struct Failure: ExplainedError {
    var message: String
    /// Whether the script was stopped because it did too much.
    var isOverworked = false
    /// Whether the engine found no memory; a double error is one for whose words there was none left.
    var lacksMemory: Bool { message.contains("alloc failed") || message.contains("DoubleError") }

    package var description: String { message }
  }

  private let context: OpaquePointer
  private let budget: UnsafeMutablePointer<script_budget>

  /// Throws `Failure` where `megabytes` do not suffice to start.
  init(megabytes: Int) throws(Failure) {
    budget = .allocate(capacity: 1)
    budget.initialize(to: script_budget(left: megabytes << 20, work: .max))
    guard let context = script_heap(budget) else {
      budget.deallocate()
      throw Failure(message: "no memory for the JavaScript engine")
    }
    self.context = context
  }

  deinit {
    duk_destroy_heap(context)
    budget.deallocate()
  }

  /// The value of a script as text; a script that asks for more than `megabytes` in all, freed or not, is stopped.
  @discardableResult
  func evaluate(_ source: String, megabytes: Int? = nil) throws(Failure) -> String {
    var source = source
    budget.pointee.work = megabytes.map { $0 << 20 } ?? .max
    let code = source.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { script_evaluate(context, $0.baseAddress, $0.count) }
    }
    let isOverworked = budget.pointee.work == 0
    budget.pointee.work = .max
    let text = poppedText()
    guard code == 0, !isOverworked else { throw Failure(message: text, isOverworked: isOverworked) }
    return text
  }

  /// A script as the engine's own code, which starts in a small part of the time.
  func compiled(_ source: String) throws(Failure) -> Data {
    var source = source
    let code = source.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { script_compile(context, $0.baseAddress, $0.count) }
    }
    guard code == 0, script_dump(context) == 0 else { throw Failure(message: poppedText()) }
    var length = 0
    let bytes = script_bytes(context, &length)
    defer { duk_pop(context) }
    return bytes.map { Data(bytes: $0, count: length) } ?? Data()
  }

  /// Runs what `compiled` of this or another engine gave, and nothing else: the engine does not check it.
  func run(_ code: Data) throws(Failure) {
    let result = code.withUnsafeBytes { script_run(context, $0.baseAddress, $0.count) }
    let text = poppedText()
    guard result == 0 else { throw Failure(message: text) }
  }

  /// The value on top of the stack as text; removes it.
  private func poppedText() -> String {
    var length = 0
    let characters = script_result(context, &length)
    defer { duk_pop(context) }
    return Self.text(UnsafeRawBufferPointer(start: characters, count: characters == nil ? 0 : length))
  }

  /// What the engine's bytes say: UTF-8 but for characters beyond 16 bits, each of which is two UTF-16 units of three bytes. A
  /// unit without its partner becomes U+FFFD.
  static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    let hasHalves = bytes.indices.dropLast().contains { bytes[$0] == 0xED && bytes[$0 + 1] >= 0xA0 }
    guard hasHalves else { return String(decoding: bytes, as: UTF8.self) }
    var units: [UInt16] = []
    for byte in bytes {
      switch byte {
      case ..<0x80: units.append(UInt16(byte))
      case ..<0xC0: units.append((units.popLast() ?? 0) << 6 | UInt16(byte & 0x3F))
      case ..<0xE0: units.append(UInt16(byte & 0x1F))
      default: units.append(UInt16(byte & 0x0F))
      }
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// A string literal of plain ASCII: UTF-16 units, so that offsets a script reports count those.
  static func literal(_ text: String) -> String {
    var literal = "\""
    for unit in text.utf16 {
      let isPlain = (0x20..<0x7F).contains(unit) && unit != 0x22 && unit != 0x5C
      if isPlain {
        literal.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      } else {
        let digits = String(unit, radix: 16)
        literal += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return literal + "\""
  }
}
