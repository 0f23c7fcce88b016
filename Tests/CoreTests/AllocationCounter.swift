import CAllocations

/// What `body` allocates on this thread.
func allocations(of body: () throws -> Void) rethrows -> (count: Int, bytes: Int) {
  let before = allocations_of_this_thread()
  try body()
  let after = allocations_of_this_thread()
  return (Int(after.count - before.count), Int(after.bytes - before.bytes))
}
