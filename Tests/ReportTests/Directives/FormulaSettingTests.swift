import Testing

@testable import Document
@testable import Errors
@testable import Settings
@testable import Syntax
@testable import Tasks

@Suite("Formulae between quotes in settings")
struct FormulaSettingTests {
  /// A setting whose help speaks of a formula lets the book's functions be called in it.
  @Test func `every setting that takes a formula is known`() {
    func declarations<Element>(_ catalogue: Catalogue<Element>) -> [Declaration] {
      catalogue.entries.flatMap { catalogue.declarations(of: $0.name) }
    }
    let all = declarations(.tasks) + declarations(.errors) + declarations(.memories)
    let formulas = all.filter { "\($0.allowed) \($0.help)".contains("formula in") }
    #expect(formulas.count >= 3)
    for setting in formulas { #expect(FormulaSettings.variables[setting.name] != nil, "\(setting.name)") }
    #expect(FormulaSettings.variables["error"] != nil)
  }
}
