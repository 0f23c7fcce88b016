/// Says what was found, which an optimised program would not, and crashes for libFuzzer to keep the input.
func stop(_ reason: String) -> Never {
  print(reason)
  fatalError(reason)
}
