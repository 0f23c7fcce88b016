/// What libFuzzer calls with each input: the bytes of a chapter.
///
/// The chapter is read with everything that can be known before a run, without setting its formulae; its messages are
/// printed, and formatting it twice must give what formatting it once gives.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  let (file, problems) = SourceFile.load(bytes, path: "chapter.md")
  let works = "@misc{a, title = {A}}\n"
  guard
    let reader = try? BookReader(
      [file], profile: .quick, typesetter: nil,
      project: ProjectFiles(["a.md": file.text, "a.bib": works, "b.bib": file.text]))
  else { stop("a chapter was not read") }
  for diagnostic in problems + reader.diagnostics {
    if diagnostic.span.upperBound > diagnostic.file.bytes.count { stop("a place outside: \(diagnostic.message)") }
    _ = DiagnosticPrinter().text(diagnostic)
  }
  let once = ChapterFormatter.formatted(file)
  let twice = ChapterFormatter.formatted(SourceFile(path: "chapter.md", text: once))
  if once != twice { stop("formatting is not idempotent:\n\(once)\n---\n\(twice)") }
  return 0
}

/// Says what was found, which an optimised program would not, and crashes for libFuzzer to keep the input.
private func stop(_ reason: String) -> Never {
  print(reason)
  fatalError(reason)
}
