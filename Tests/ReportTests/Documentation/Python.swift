import Files

/// The Python of this machine.
enum Python {
  static let hasNumPy = ExternalProgram.run(["python3", "-c", "import numpy"])?.code == 0
}
