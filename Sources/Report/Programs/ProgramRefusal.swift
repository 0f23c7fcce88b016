/// What keeps programs of a book from running, in the words of a message.
package enum ProgramRefusal {
  package static let remedy = "they are not allowed on this machine; 'report allow' shows them and asks"
}
