import Basics

/// Why a request has no answer, as JSON-RPC counts the reasons.
struct ServerProblem: ExplainedError {
  var code: Int
  let description: String

  init(_ code: Int, _ description: String) {
    self.code = code
    self.description = description
  }

  static let notInitialised = ServerProblem(-32002, "the first request is 'initialize'")
  static let isCancelled = ServerProblem(-32800, "the request was cancelled")

  static func unknownMethod(_ method: String) -> Self { ServerProblem(-32601, "unknown method '\(method)'") }
  static func invalid(_ what: String) -> Self { ServerProblem(-32602, what) }
  static func failed(_ what: String) -> Self { ServerProblem(-32803, what) }

  var json: JSONTree { ["code": .number(Double(code)), "message": .string(description)] }
}
