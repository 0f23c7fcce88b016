import Foundation
import Networks
import Numerics
import Tasks

/// Named arrays as a safetensors file, which PyTorch, JAX and NumPy load.
///
/// The format: the length N of the header in eight bytes, little-endian; N bytes of JSON that give each array its type, shape
/// and bytes; then the data. https://github.com/huggingface/safetensors#format
package struct Safetensors: Sendable {
  package struct Tensor: Sendable {
    package var name: String
    /// Rows first.
    package var dimensions: [Int]
    package var values: Packed
  }

  package var tensors: [Tensor]
  /// What a reader should know of them, text by text.
  package var metadata: [String: String]

  /// The bytes of the file.
  package func encoded() throws -> Data {
    var header = try Header(self).encoded()
    header.append(contentsOf: repeatElement(UInt8(ascii: " "), count: (8 - header.count % 8) % 8))
    var data = withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) }
    data.append(header)
    for tensor in tensors { data.append(tensor.values.bytes) }
    return data
  }

  private struct Header: Encodable {
    struct Entry: Encodable {
      let dtype = "F32"
      let shape: [Int]
      /// From the end of the header.
      let offsets: [Int]

      enum CodingKeys: String, CodingKey {
        case dtype, shape
        case offsets = "data_offsets"
      }
    }

    struct Key: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    var entries: [(name: String, entry: Entry)] = []
    let metadata: [String: String]

    init(_ file: Safetensors) {
      metadata = file.metadata
      var start = 0
      for tensor in file.tensors {
        let end = start + 4 * tensor.values.values.count
        entries.append((tensor.name, Entry(shape: tensor.dimensions, offsets: [start, end])))
        start = end
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(metadata, forKey: Key(stringValue: "__metadata__"))
      for (name, entry) in entries { try container.encode(entry, forKey: Key(stringValue: name)) }
    }

    func encoded() throws -> Data {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return try encoder.encode(self)
    }
  }
}

extension TrainingRun {
  /// The arrays of the model after training, nil where `result` has none.
  package func weights(in result: TrainingResult, metadata: [String: String]) -> Safetensors? {
    guard var rest = result.parameters?.values[...] else { return nil }
    let tensors = model.parameters(for: task.shape).map { parameter in
      let values = rest.prefix(parameter.count)
      rest = rest.dropFirst(parameter.count)
      return Safetensors.Tensor(name: parameter.name, dimensions: parameter.dimensions, values: Packed(Array(values)))
    }
    return Safetensors(tensors: tensors, metadata: metadata)
  }
}
