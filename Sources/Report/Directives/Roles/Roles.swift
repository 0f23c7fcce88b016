import Book

extension RoleCatalogue {
  /// Every role, one line each.
  package static let all = RoleCatalogue([
    CitationRole.self,
    ReferenceRole.self,
    TextualCitationRole.self,
    ValueRole.self,
    VerdictRole.self,
  ])
}
