import ArgumentParser

@main
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs the experiments of the chapters and writes the report.")
}
