import Numerics
import Tasks

/// One block of a transformer: attention, then the feed-forward part, each on the normalised h and added to h.
struct TransformerBlock<Element: Scalar> {
  /// Steps that go through a part together, so that they meet in the cache; products take three at a time.
  private static var stretch: Int { 30 }

  /// What is kept of sixteen sequences.
  struct Kept {
    let attentionNorm: LayerNormalisation<Element>.Kept
    let attention: SelfAttention<Element>.Kept
    let feedForwardNorm: LayerNormalisation<Element>.Kept
    let feedForward: Signal<Element>
  }

  /// What blocks and groups share.
  struct Workspace {
    /// a of a stretch, and ∂E/∂a.
    let normal: Signal<Element>
    let slopes: Signal<Element>
    let stretches: [Range<Int>]
    /// ∂E/∂ of queries, keys, values and outputs.
    let attentionSlopes: SelfAttention<Element>.Kept

    init(_ layout: TransformerLayout) {
      let (length, width) = (layout.shape.length, layout.width)
      normal = Signal(length: stretch, width: width, batch: 16)
      slopes = Signal(length: stretch, width: width, batch: 16)
      stretches = Swift.stride(from: 0, to: length, by: stretch).map { $0..<min($0 + stretch, length) }
      attentionSlopes = .init(length: length, width: width, heads: layout.heads)
    }
  }

  private let layout: TransformerLayout
  private let attentionNorm: LayerNormalisation<Element>
  private let attention: SelfAttention<Element>
  private let feedForwardNorm: LayerNormalisation<Element>
  private let feedForward: FeedForward<Element>

  init(_ layout: TransformerLayout) {
    let length = layout.shape.length
    self.layout = layout
    attentionNorm = LayerNormalisation(width: layout.width)
    attention = SelfAttention(length: length, width: layout.width, heads: layout.heads)
    feedForwardNorm = LayerNormalisation(width: layout.width)
    feedForward = FeedForward(length: length, width: layout.width, slabs: layout.factor, stretch: Self.stretch)
  }

  func kept() -> Kept {
    let (length, width) = (layout.shape.length, layout.width)
    return Kept(
      attentionNorm: .init(length: length, width: width),
      attention: .init(length: length, width: width, heads: layout.heads),
      feedForwardNorm: .init(length: length, width: width), feedForward: feedForward.kept())
  }

  func pack(_ parameters: UnsafePointer<Element>) {
    attention.pack(parameters + layout.attention)
    feedForward.pack(parameters + layout.feedForward)
  }

  /// Replaces h, of the block before, by that of this one.
  func forward(
    _ parameters: UnsafePointer<Element>, _ h: Columns<Element>, _ kept: Kept, _ workspace: Workspace
  ) {
    let a = Columns(workspace.normal)
    for times in workspace.stretches {
      attentionNorm.forward(parameters + layout.attentionNorm, h, kept.attentionNorm, times, into: a)
      attention.project(a, kept.attention, times)
    }
    attention.attend(kept.attention)
    for times in workspace.stretches {
      attention.addOutput(kept.attention, times, to: h)
      feedForwardNorm.forward(parameters + layout.feedForwardNorm, h, kept.feedForwardNorm, times, into: a)
      feedForward.forward(parameters + layout.feedForward, a, kept.feedForward, times, addingTo: h)
    }
  }

  /// Replaces ∂E/∂h of this block by that of the block before, and adds to the gradient; `addGradient` adds the rest of it.
  func backward(
    _ parameters: UnsafePointer<Element>, _ h: Columns<Element>, _ kept: Kept, _ workspace: Workspace,
    _ gradient: UnsafeMutablePointer<Element>
  ) {
    let (a, slopes) = (Columns(workspace.normal), Columns(workspace.slopes))
    for times in workspace.stretches {
      feedForwardNorm.apply(parameters + layout.feedForwardNorm, kept.feedForwardNorm, times, into: a)
      feedForward.backward(h, a, kept.feedForward, times, into: slopes, gradient + layout.feedForward)
      feedForwardNorm.backward(parameters + layout.feedForwardNorm, slopes, kept.feedForwardNorm, times, addingTo: h)
      attention.backwardOutput(
        h, kept.attention, times, into: workspace.attentionSlopes, gradient + layout.attention)
    }
    attention.backwardAttention(kept.attention, into: workspace.attentionSlopes)
    for times in workspace.stretches {
      attentionNorm.apply(parameters + layout.attentionNorm, kept.attentionNorm, times, into: a)
      attention.backwardProjections(
        a, workspace.attentionSlopes, times, into: slopes, gradient + layout.attention)
      attentionNorm.backward(parameters + layout.attentionNorm, slopes, kept.attentionNorm, times, addingTo: h)
    }
  }

  func clearSlopes() {
    attentionNorm.clearSlopes()
    feedForwardNorm.clearSlopes()
    feedForward.clearSlopes()
  }

  /// Adds what was summed over the sequences since `clearSlopes`.
  func addGradient(to gradient: UnsafeMutablePointer<Element>) {
    attentionNorm.addGradient(to: gradient + layout.attentionNorm)
    feedForwardNorm.addGradient(to: gradient + layout.feedForwardNorm)
    feedForward.addGradient(to: gradient + layout.feedForward)
  }
}
