import Foundation
import Testing

@testable import Models
@testable import Networks
@testable import Numerics
@testable import Tasks
@testable import Training

@Suite("Safetensors")
struct SafetensorsTests {
  private struct Entry: Decodable, Equatable {
    var dtype: String
    var shape: [Int]
    var offsets: [Int]

    enum CodingKeys: String, CodingKey {
      case dtype, shape
      case offsets = "data_offsets"
    }
  }

  @Test(arguments: examples(of: .models))
  func `the weights of a run are read back by the format`(model: String) throws {
    let run = try trainingRun("task: linear-functional(length: 8), model: \(model), steps: 2, batch: 4").run
    let result = try run.train()
    let file = try #require(run.weights(in: result, metadata: ["seed": "1"])).encoded()
    let length = Int(UInt64(littleEndian: file.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }))
    #expect(length.isMultiple(of: 8))
    let (header, data) = (file.dropFirst(8).prefix(length), Data(file.dropFirst(8 + length)))
    var object = try #require(try JSONSerialization.jsonObject(with: header) as? [String: Any])
    #expect(object.removeValue(forKey: "__metadata__") as? [String: String] == ["seed": "1"])
    let entries = try JSONDecoder().decode(
      [String: Entry].self, from: JSONSerialization.data(withJSONObject: object))
    let parameters = run.model.parameters(for: run.task.shape)
    #expect(Set(entries.keys) == Set(parameters.map(\.name)) && entries.count == parameters.count)
    var (values, end) = ([Float](), 0)
    for parameter in parameters {
      let entry = try #require(entries[parameter.name])
      #expect(entry.dtype == "F32" && entry.shape == parameter.dimensions && entry.offsets[0] == end)
      end = entry.offsets[1]
      values += try #require(Packed(bytes: data[entry.offsets[0]..<end])).values
    }
    #expect(end == data.count)
    #expect(values == result.parameters?.values)
  }

  @Test func `a run that diverged has no weights`() throws {
    let run = try trainingRun("steps: 2").run
    let result = TrainingResult(outcome: .diverged(step: 1, cause: .error), numbers: [:], series: [:])
    #expect(run.weights(in: result, metadata: [:]) == nil)
  }
}
