/// y_t = Σ_{s≤t} ρ(s) x_{t-s} for the first feature of each sequence.
package func convolve(_ inputs: Signal<Double>, with kernel: [Double], into outputs: Signal<Double>) {
  for time in 0..<outputs.length {
    for index in stride(from: 0, to: outputs.stride, by: Double.Lanes.scalarCount) {
      var sum = Double.Lanes()
      for lag in 0...min(time, kernel.count - 1) {
        sum = Double.multiplyAdd(Double.Lanes(repeating: kernel[lag]), load(inputs.step(time - lag) + index), sum)
      }
      store(sum, to: outputs.step(time) + index)
    }
  }
}
