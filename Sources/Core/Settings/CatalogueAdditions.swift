/// Things that a book adds to the catalogues of the program.
package protocol CatalogueAdditions: Sendable {
  /// The names that it adds to a catalogue.
  func names<Element>(in catalogue: Catalogue<Element>) -> [String]
  /// The entry that it adds under a name.
  func entry<Element>(named name: String, in catalogue: Catalogue<Element>) -> Catalogue<Element>.Entry?
}
