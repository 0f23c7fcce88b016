import Testing

@testable import Document
@testable import Statistics

@Suite struct LabelTests {
  @Test(arguments: [("A first look", "a-first-look"), ("C₁: été & 2.5", "c₁-été-2-5"), ("…", "part"), ("", "part")])
  func `a slug keeps letters and digits`(text: String, slug: String) {
    #expect(Label.slug(text) == slug)
  }

  @Test func `a register hands out each name once`() {
    var register = Label.Register()
    let names = ["a", "b", "a", "a-2", "a"].map { register.unique($0) }
    #expect(names == ["a", "b", "a-2", "a-2-2", "a-3"])
  }

  @Test func `plain text keeps the words`() {
    let content: [Inline<Final>] = [
      .text("On "), .strong([.code("x"), .softBreak, .emphasis([.text("y")])]),
      .footnoteReference(label: "n", number: 1),
      .link(destination: "#a", title: "", [.value(text: "3", detail: "", source: nil)]), .verdict(.holds),
    ]
    #expect(content.plainText == "On x y3holds")
    #expect(content.withoutLinks.count == 4)
  }
}
