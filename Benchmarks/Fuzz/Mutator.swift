import Foundation

/// What libFuzzer calls to change an input: half of the time as it would itself, else by the structure of the text.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(_ data: UnsafeMutablePointer<UInt8>?, _ size: Int, _ most: Int, _ seed: UInt32) -> Int {
  guard let data else { return 0 }
  var mutator = Mutator(seed: seed)
  if mutator.draw(2) == 0 { return libFuzzerMutate(data, size, most) }
  var bytes = Array(UnsafeBufferPointer(start: data, count: size))
  for _ in 0...mutator.draw(3) { mutator.change(&bytes) }
  let count = min(bytes.count, most)
  for index in 0..<count { data[index] = bytes[index] }
  return count
}

@_silgen_name("LLVMFuzzerMutate")
private func libFuzzerMutate(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ most: Int) -> Int

/// Changes texts as a person who wants to break a reader does: repeats, nests, and writes numbers of all sizes.
private struct Mutator {
  private var state: UInt64

  init(seed: UInt32) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func draw(_ count: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(count))
  }

  private mutating func pick(_ texts: [String]) -> [UInt8] { Array(texts[draw(texts.count)].utf8) }

  private mutating func range(in bytes: [UInt8]) -> Range<Int> {
    let start = draw(bytes.count + 1)
    return start..<start + draw(min(bytes.count - start, 200) + 1)
  }

  /// From the start of a line to the end of the same or a later one.
  private mutating func lines(in bytes: [UInt8]) -> Range<Int> {
    let starts = [0] + bytes.indices.filter { bytes[$0] == 10 }.map { $0 + 1 }
    let first = draw(starts.count)
    let last = min(first + 1 + draw(4), starts.count)
    return starts[first]..<(last < starts.count ? starts[last] : bytes.count)
  }

  mutating func change(_ bytes: inout [UInt8]) {
    switch draw(8) {
    case 0:  // repeats a part
      let part = range(in: bytes)
      let copies = Array(repeatElement(bytes[part], count: 1 + draw(60)).joined())
      bytes.insert(contentsOf: copies, at: part.upperBound)
    case 1:  // repeats lines
      let part = lines(in: bytes)
      bytes.insert(contentsOf: Array(repeatElement(bytes[part], count: 1 + draw(20)).joined()), at: part.upperBound)
    case 2:  // nests a part
      let (open, close) = Self.brackets[draw(Self.brackets.count)]
      let (part, depth) = (range(in: bytes), 1 + draw(150))
      bytes.insert(contentsOf: repeatElement(Array(close.utf8), count: depth).joined(), at: part.upperBound)
      bytes.insert(contentsOf: repeatElement(Array(open.utf8), count: depth).joined(), at: part.lowerBound)
    case 3:  // puts in a phrase
      bytes.insert(contentsOf: pick(Self.phrases), at: range(in: bytes).lowerBound)
    case 4:  // takes another number
      let digits = bytes.indices.filter { (48...57).contains(bytes[$0]) }
      guard !digits.isEmpty else { return }
      let start = digits[draw(digits.count)]
      let end = bytes[start...].firstIndex { !(48...57).contains($0) } ?? bytes.count
      bytes.replaceSubrange(start..<end, with: pick(Self.numbers))
    case 5:  // moves lines
      let part = lines(in: bytes)
      let moved = Array(bytes[part])
      bytes.removeSubrange(part)
      bytes.insert(contentsOf: moved, at: lines(in: bytes).lowerBound)
    case 6: bytes.removeSubrange(range(in: bytes))
    default:  // copies a part elsewhere
      let part = Array(bytes[range(in: bytes)])
      bytes.insert(contentsOf: part, at: range(in: bytes).lowerBound)
    }
  }

  private static let brackets = [
    ("(", ")"), ("[", "]"), ("{", "}"), ("> ", ""), ("- ", ""), ("*a ", "*"), ("**", "**"), ("~~", "~~"),
    ("![", "](a)"),
    ("f(a: ", ")"), ("`", "`"), ("$", "$"), ("\"", "\""), ("<b>", "</b>"), ("{value}`", "`"), ("[^a", "]"),
  ]

  private static let numbers = [
    "0", "-1", "1", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616",
    "4294967296", "1e308", "1e309", "1e-320", "nan", "inf", "1...1000000000000", "0.1", "77777777777", "1e18",
  ]

  private static let phrases = [
    "```{experiment} a\ntask: adding(length: 3)\nmodel: gru(width: 2)\nsteps: 1\n```\n", "```{note}\na\n```\n",
    "```{figure} f\nplot: curves(of: a)\nalt: {value}`a.x`\n```\n", "```{table} t\nrows: a\n```\n",
    "```{parameters} p\na: [1, p.b]\nb: 1...5\n```\n", "```{claim} C\nholds: a.b[c] < 1 + 2\n```\n",
    "```{include}\nfile: a.md\n```\n", "```{bibliography}\nfile: b.bib\n```\n", "$$\nx\n$$ (a)\n",
    "{value}`a.b %.1f%%`",
    "{cite}`a p. 3, b`", "{ref}`a`", "[^1]\n\n[^1]: a\n\n", "[a]: b\n\n[a]", "|a|b|\n|-|-|\n|c|d|\n",
    "---\nignore: a\n---\n",
    "@string{s = t # {u}}\n", "@misc{k, title = s # {t}, author = {A, B and C}}\n", "@comment{", " # ", "\\'{e}",
    "GET / HTTP/1.1\r\n", "Host: localhost\r\n", "Content-Length: 0\r\n", "Transfer-Encoding: chunked\r\n", "\r\n\r\n",
    "%2F", "{\"key\":\"a\",\"subject\":0,\"seconds\":1}\n",
    "{\"format\":1,\"profile\":\"quick\",\"runs\":1,\"subjects\":1}\n",
    "\u{FEFF}", "\u{202E}", "\0", "\u{301}", "\t", "\\", "<!-- ", "<![CDATA[", "&amp;", "http://a.b ", "a@b.c ",
  ]
}
