/// y_t = Σ_{s≤t} ρ(s) x_{t-s} for the first feature of each sequence.
package func convolve(_ inputs: Signal<Double>, with kernel: [Double], into outputs: Signal<Double>) {
  let lanes = Double.Lanes.scalarCount
  for time in 0..<outputs.length {
    for index in stride(from: 0, to: outputs.stride, by: 2 * lanes) {
      var (first, second) = (Double.Lanes(), Double.Lanes())
      for lag in 0...min(time, kernel.count - 1) {
        let weight = Double.Lanes(repeating: kernel[lag])
        let input = inputs.step(time - lag) + index
        first = Double.multiplyAdd(weight, load(input), first)
        second = Double.multiplyAdd(weight, load(input + lanes), second)
      }
      store(first, to: outputs.step(time) + index)
      store(second, to: outputs.step(time) + index + lanes)
    }
  }
}
