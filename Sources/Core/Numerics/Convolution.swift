/// y_t = Σ_{s≤t} ρ(s) x_{t-s} for the first feature of each sequence.
package func convolve(_ inputs: Signal<Double>, with kernel: [Double], into outputs: Signal<Double>) {
  let convolution = CausalConvolution<Double>(length: outputs.length, inputs: 1, outputs: 1, batch: outputs.batch)
  for (lag, weight) in kernel.prefix(outputs.length).enumerated() { convolution.kernel(0)[lag] = weight }
  convolution.forward(inputs, into: outputs)
}
