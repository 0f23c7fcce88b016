import Foundation
import Testing

@testable import Book
@testable import Directives
@testable import Errors
@testable import Figures
@testable import Models
@testable import Settings
@testable import Tasks
@testable import Theorems
@testable import Training

@Suite("What a chapter can name")
struct VocabularyTests {
  @Test func `has one meaning for each word of a kind, and says what it is`() {
    for section in Vocabulary.sections {
      #expect(!section.entries.isEmpty, "\(section.title)")
      #expect(Set(section.entries.map(\.name)).count == section.entries.count, "\(section.title)")
      for entry in section.entries {
        #expect(!entry.summary.isEmpty && !entry.summary.hasSuffix("."), "\(entry.name)")
        for setting in entry.settings { #expect(!setting.help.isEmpty, "\(entry.name).\(setting.name)") }
      }
    }
  }

  @Test func `accepts its own examples`() throws {
    func check<Element>(_ catalogue: Catalogue<Element>) throws {
      for entry in catalogue.entries {
        for setting in catalogue.declarations(of: entry.name) where !setting.example.isEmpty {
          let value = try Value(parsing: setting.example)
          let settings = Settings(owner: entry.name, arguments: [Argument(label: setting.name, value: value)])
          _ = entry.make(settings)
          let problems = settings.finish().filter { !$0.message.contains("needs") }
          #expect(problems.isEmpty, "\(entry.name)(\(setting.name): \(setting.example))")
        }
      }
    }
    try check(.tasks)
    try check(.memories)
    try check(.models)
    try check(.errors)
    try check(.optimisers)
    try check(.schedules)
    try check(.data)
    try check(.searches)
    try check(.stops)
    try check(.theorems)
    try check(.figures)
  }

  @Test func `is there as JSON for editors`() throws {
    let data = Data(try Vocabulary.json().utf8)
    let sections = try #require(JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    let directives = try #require(sections.first?["entries"] as? [[String: Any]])
    #expect(directives.count == DirectiveCatalogue.all.count)
    for entry in directives {
      #expect((entry["example"] as? String)?.isEmpty == false)
      for setting in entry["settings"] as? [[String: Any]] ?? [] {
        #expect(Set(setting.keys).isSuperset(of: ["name", "allowed", "help", "choices"]))
      }
    }
  }

  @Test func `every directive of the catalogue is found by its word`() {
    for type in DirectiveCatalogue.all { #expect(DirectiveCatalogue.directive(named: type.name) == type) }
  }
}
