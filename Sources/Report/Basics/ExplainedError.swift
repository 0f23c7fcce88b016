/// An error whose description tells the user what is wrong, where, and what to do.
package protocol ExplainedError: Error, CustomStringConvertible {}
