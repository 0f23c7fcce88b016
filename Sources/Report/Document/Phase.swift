/// How far a document has come; it decides which holes are left in it.
package protocol Phase: Sendable, SendableMetatype {
  associatedtype Directive: Sendable, Equatable
  associatedtype Role: Sendable, Equatable
}

/// As read from the chapters: directives and roles are calls still to be carried out.
package enum Draft: Phase {
  package typealias Directive = DirectiveCall
  package typealias Role = RoleCall
}

/// As rendered: no call is left, so no renderer knows of any.
package enum Final: Phase {
  package typealias Directive = Never
  package typealias Role = Never
}
