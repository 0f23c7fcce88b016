extension RealText {
  /// The beginning of Charles Darwin, On the Origin of Species (London: John Murray, 1859), introduction; in the public domain.
  ///
  /// In lower case, without numerals and punctuation.
  static let origin = """
    when on board hms beagle as naturalist i was much struck with certain facts in the distribution of the \
    inhabitants of south america and in the geological relations of the present to the past inhabitants of that \
    continent these facts seemed to me to throw some light on the origin of species that mystery of mysteries as \
    it has been called by one of our greatest philosophers on my return home it occurred to me in that something \
    might perhaps be made out on this question by patiently accumulating and reflecting on all sorts of facts \
    which could possibly have any bearing on it after five years work i allowed myself to speculate on the \
    subject and drew up some short notes these i enlarged in into a sketch of the conclusions which then seemed \
    to me probable from that period to the present day i have steadily pursued the same object i hope that i may \
    be excused for entering on these personal details as i give them to show that i have not been hasty in \
    coming to a decision my work is now nearly finished but as it will take me two or three more years to \
    complete it and as my health is far from strong i have been urged to publish this abstract
    """
}
