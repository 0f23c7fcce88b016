import ArgumentParser

/// `report manual`: the manual page, for `./bootstrap --install`.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Prints the manual page.", shouldDisplay: false)

  func run() throws { Terminal.output(Self.page) }

  /// The page in the language of `man`: what each command does and takes, as its help says it.
  static var page: String {
    let root = ReportCommand.configuration
    let commands = root.subcommands.filter { $0.configuration.shouldDisplay }
    let sections = commands.map { command in
      let name = command.configuration.commandName ?? ""
      let help = folded(ReportCommand.helpMessage(for: command, columns: 76))
      return ".SS report \(escaped(name))\n.nf\n\(escaped(help))\n.fi\n"
    }
    return """
      .TH REPORT 1
      .SH NAME
      report \\- a literate report generator
      .SH SYNOPSIS
      .B report
      [\\fIcommand\\fR] [\\fIoptions\\fR]
      .SH DESCRIPTION
      \(escaped(root.abstract)) A chapter is a Markdown file in the folder
      .IR chapters ;
      the report is written into
      .I output
      beside it, and results are kept in
      .IR .report-cache .
      Without a command, the report is built.
      .SH COMMANDS
      \(sections.joined()).SH FILES
      .TP
      .I chapters/*.md
      the chapters, index.md among them for title and abstract
      .TP
      .I output/index.html
      the report
      .TP
      .I .report-cache
      the results of earlier builds
      .SH EXIT STATUS
      0 done; 1 errors in chapters or a failed run; 2 wrong usage; 3 a claim that fails under \\-\\-strict; 130, 138 and 143 after a signal.

      """
  }

  /// Text with no line that is wider than a terminal.
  private static func folded(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      if line.count <= 76 { return String(line) }
      var lines = [""]
      for word in line.split(separator: " ", omittingEmptySubsequences: false) {
        let isFull = lines[lines.count - 1].count + word.count > 75
        if isFull { lines.append("   ") }
        lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
      }
      return lines.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// Text without what `man` would take as its own.
  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("-", with: "\\-").split(
      separator: "\n", omittingEmptySubsequences: false
    )
    .map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&\($0)" : String($0) }.joined(separator: "\n")
  }
}
