/// How far a document has come; it decides which holes are left in it.
protocol Phase: Sendable, SendableMetatype {
  associatedtype Directive: Sendable, Equatable
  associatedtype Role: Sendable, Equatable
}

/// As read from the chapters: directives and roles are calls still to be carried out.
enum Draft: Phase {
  typealias Directive = DirectiveCall
  typealias Role = RoleCall
}

/// As rendered: no call is left, so no renderer knows of any.
enum Final: Phase {
  typealias Directive = Never
  typealias Role = Never
}
