import Networks
import Settings

extension Catalogue where Element == any SequenceModel {
  /// Every model, one line each.
  package static let models = Catalogue(
    "model",
    [
      Entry(LinearRNN.self) { $0 },
      Entry(DiagonalRNN.self) { $0 },
      Entry(TanhRNN.self) { $0 },
      Entry(GRU.self) { $0 },
      Entry(LSTM.self) { $0 },
      Entry(S4D.self) { $0 },
      Entry(LRU.self) { $0 },
      Entry(StableRNN.self) { $0 },
      Entry(TCN.self) { $0 },
      Entry(Transformer.self) { $0 },
    ])
}
