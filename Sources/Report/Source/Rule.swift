import Settings

/// The rules that a chapter can break; a name never changes its meaning.
package enum Rule: String, CaseIterable, Sendable {
  case unreadableFile = "unreadable-file"
  case fileTooLarge = "file-too-large"
  case invalidUTF8 = "invalid-utf8"
  case nulByte = "nul-byte"
  case nestingTooDeep = "nesting-too-deep"
  case excessiveMarkup = "excessive-markup"
  case outsideProject = "outside-project"
  case circularInclude = "circular-include"
  case malformedFrontMatter = "malformed-front-matter"
  case malformedDirective = "malformed-directive"
  case malformedLabel = "malformed-label"
  case malformedOption = "malformed-option"
  case emptyOption = "empty-option"
  case repeatedOption = "repeated-option"
  case unterminatedFence = "unterminated-fence"
  case unterminatedEquation = "unterminated-equation"
  case unterminatedRole = "unterminated-role"
  case emptyRole = "empty-role"
  case unsafeLink = "unsafe-link"
  case undefinedFootnote = "undefined-footnote"
  case rawHTML = "raw-html"
  case malformedValue = "malformed-value"
  case malformedProfile = "malformed-profile"
  case unknownDirective = "unknown-directive"
  case unknownRole = "unknown-role"
  case malformedRole = "malformed-role"
  case unknownSetting = "unknown-setting"
  case missingSetting = "missing-setting"
  case unknownName = "unknown-name"
  case unsuitableValue = "unsuitable-value"
  case repeatedValue = "repeated-value"
  case incompatibleSettings = "incompatible-settings"
  case emptyDirective = "empty-directive"
  case malformedRecord = "malformed-record"
  case tooManyRuns = "too-many-runs"
  case missingTitle = "missing-title"
  case missingLabel = "missing-label"
  case duplicateLabel = "duplicate-label"
  case unresolvedReference = "unresolved-reference"
  case unusedLabel = "unused-label"
  case unpairedSeeds = "unpaired-seeds"
  case emptyClaim = "empty-claim"
  case missingAlternative = "missing-alternative"
  case malformedImage = "malformed-image"
  case remoteImage = "remote-image"
  case emptyLink = "empty-link"
  case foreignSyntax = "foreign-syntax"
  case unterminatedComment = "unterminated-comment"
  case unusedFootnote = "unused-footnote"
  case tableCells = "table-cells"
  case skippedLevel = "skipped-level"
  case skippedFile = "skipped-file"
  case repeatedTitle = "repeated-title"
  case malformedTable = "malformed-table"
  case malformedData = "malformed-data"
  case malformedBibliography = "malformed-bibliography"
  case unresolvedCitation = "unresolved-citation"
  case mathematics
  case definition
  case localMacro = "local-macro"

  /// What breaks it, in lower case and without a full stop.
  package var summary: String {
    switch self {
    case .unreadableFile: "a file that a chapter names is missing, is not a regular file, or may not be read"
    case .fileTooLarge:
      "a file, or a chapter with all that it includes, is larger than 10 MB, or all files that chapters name than 200 MB"
    case .invalidUTF8: "bytes that are not UTF-8"
    case .nulByte: "a zero byte in the text"
    case .excessiveMarkup:
      "a table, brackets or a reference that would take far more time or memory than the text itself"
    case .nestingTooDeep: "blocks, running text or includes within one another, deeper than 100 levels"
    case .outsideProject: "a file outside the project's folder, also by way of a symbolic link"
    case .circularInclude: "a file that includes itself, directly or by way of others"
    case .malformedFrontMatter: "front matter that is never closed"
    case .malformedDirective: "a fence with a brace that does not go on as {name} label"
    case .malformedLabel: "a label with characters that a label cannot have"
    case .malformedOption: "a line among the options that is not name: value"
    case .emptyOption: "an option without a value"
    case .repeatedOption: "an option given twice"
    case .unterminatedFence: "a code block or directive that is never closed"
    case .unterminatedEquation: "an equation that is never closed"
    case .unterminatedRole: "a role whose text is never closed"
    case .emptyRole: "a role without text"
    case .unsafeLink: "an address of a kind that a page may not lead to, such as javascript:"
    case .undefinedFootnote: "a mark of a footnote that does not exist"
    case .rawHTML: "HTML in a chapter whose front matter does not say raw-html: true; it is shown as text"
    case .malformedValue: "a value that cannot be read"
    case .malformedProfile: "a profile(…) that lacks a profile or names one that does not exist"
    case .unknownDirective: "a directive that does not exist"
    case .unknownRole: "a role that does not exist"
    case .malformedRole: "a role whose text cannot be read"
    case .unknownSetting: "a setting that its owner does not have"
    case .missingSetting: "a required setting that is not given"
    case .unknownName: "a name that stands for nothing where it is written, such as a model that does not exist"
    case .unsuitableValue: "a value that its setting does not take"
    case .repeatedValue: "a value or a setting given twice"
    case .incompatibleSettings: "settings or results that do not go together, although each is sound by itself"
    case .emptyDirective: "a directive with nothing to show, list or name"
    case .malformedRecord: "a file that is not a record of verdicts"
    case .tooManyRuns: "a grid of more runs than one experiment may have"
    case .missingTitle: "a chapter that does not begin with a heading of level 1"
    case .missingLabel: "a directive without the label by which others cite it"
    case .duplicateLabel: "a label, or the key of a bibliography, given twice"
    case .unresolvedReference: "a reference to what does not exist"
    case .unusedLabel: "a label that nothing refers to"
    case .missingAlternative: "an image without alternative text"
    case .malformedImage: "an image that a page cannot show, or whose content is not what its name says"
    case .remoteImage: "an image of the web, which the page does not load; a link stands in its place"
    case .emptyLink: "a link without text or without an address"
    case .foreignSyntax: "syntax of another tool, which is shown as text"
    case .unterminatedComment: "a comment that is never closed, or that stands within a formula"
    case .unusedFootnote: "a footnote that no mark leads to, or that is written twice"
    case .tableCells: "a row with more or fewer cells than its table has columns"
    case .skippedLevel: "a heading that leaves out a level, or a second title in a chapter"
    case .skippedFile: "a file or folder beside the chapters that looks like a chapter and is not read"
    case .repeatedTitle: "two chapters with the same title"
    case .unpairedSeeds: "a comparison seed by seed of what ran from different seeds"
    case .emptyClaim:
      "a claim that no result decides: over stated numbers alone, of a result with itself, or always true"
    case .malformedTable: "a table whose rows, columns and headings do not fit together"
    case .malformedData: "a data file with a row, a number or a name that cannot be read"
    case .malformedBibliography: "a bibliography that cannot be read"
    case .unresolvedCitation: "a citation of what is in no bibliography"
    case .definition: "an equation that cannot be read or does not fit the others"
    case .localMacro: "a macro that is defined within a formula, which no other formula knows"
    case .mathematics: "a formula that cannot be set"
    }
  }

  package var severity: Diagnostic.Severity {
    switch self {
    case .undefinedFootnote, .rawHTML, .unusedLabel, .missingAlternative, .remoteImage, .emptyLink, .foreignSyntax,
      .unusedFootnote, .tableCells, .skippedLevel, .skippedFile, .repeatedTitle, .localMacro:
      .warning
    default: .error
    }
  }

  /// The rule that a mistake of this kind breaks.
  package init(_ kind: SettingProblem.Kind) {
    self =
      switch kind {
      case .malformed: .malformedValue
      case .unknownSetting: .unknownSetting
      case .missingSetting: .missingSetting
      case .unknownName: .unknownName
      case .unsuitable: .unsuitableValue
      case .repeated: .repeatedValue
      case .incompatible: .incompatibleSettings
      case .unresolved: .unresolvedReference
      }
  }

  /// The rules whose severity an author may choose: what is an error is never less.
  package static let adjustable = allCases.filter { $0.severity == .warning }
}
