/// Forms of other tools that Markdown leaves as text, each with what to write in its place.
enum ForeignForm {
  case attributes, shortcode, spacedRole, foreignRole, latex, citation, crossReference, inlineNote, mark, insertion
  case script, emoji, division, admonition, directive, commentLine, target, abbreviation, lineBlock, lostTable
  case heading, alert, contents, wikiLink, unreadLink, undefinedLink, strong, backtick, definition, rule, comment

  var remedy: String {
    switch self {
    case .attributes: "remove it, or write \\{ for a brace; ```{image} gives an image a size, a number and a caption"
    case .shortcode: "remove it, or write \\{ for a brace; {include} puts a file in its place"
    case .spacedRole: "write the text of a role between backticks directly after its name, {ref}`growth`"
    case .foreignRole: "write the name of a role in braces, {ref}`growth`"
    case .latex:
      "write a formula between dollars, {ref}`growth` for \\ref and {cite}`key` for \\cite, or \\\\ for a backslash"
    case .citation: "write {cite}`key p. 5`, or {citet}`key` as part of the sentence"
    case .crossReference: "write {ref}`growth`"
    case .inlineNote: "write [^1] here, and [^1]: with the note on its own line"
    case .mark: "write **strong** or *emphasis*"
    case .insertion: "remove the signs, or write \\+ for a plus"
    case .script: "write it as a formula, $x_2$ or $x^2$"
    case .emoji: "write the character itself"
    case .division: "write a box as ```{note}, with ``` after its text"
    case .admonition, .alert: "write ```{note}, ```{tip} or ```{warning}, with ``` after its text"
    case .directive: "write a directive as ```{figure} growth, with ``` after its text"
    case .commentLine: "write a comment as <!-- comment -->"
    case .target: "write the label after a heading, {#growth}, or after the name of a directive"
    case .abbreviation: "spell out the abbreviation where it appears first"
    case .lineBlock: "end lines that are to break with \\, or write a table with its line of dashes"
    case .lostTable: "give the heading and the line of dashes below it as many cells as each other"
    case .heading: "leave a space after #"
    case .contents: "remove it: the page has its contents beside the text"
    case .wikiLink: "write [text](02-chapter.md) or {ref}`growth`"
    case .unreadLink: "write an address without spaces, or between < and >, and a title in quotes"
    case .undefinedLink: "write [label]: and an address on its own line, or \\[ for a bracket"
    case .strong: "write the signs directly before and after a text, or \\* for a star"
    case .backtick: "close the code with as many backticks, or write \\` for a backtick"
    case .definition: "write the definition directly below its term, and the caption of a table in ```{table}"
    case .comment: "close it with --> in the same paragraph; put a longer comment on its own lines"
    case .rule: "write --- for a rule, and front matter between lines of ---"
    }
  }
}
