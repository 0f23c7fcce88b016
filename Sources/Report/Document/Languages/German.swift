extension Translation {
  /// German. Counted nouns stand in the nominative, so no phrase asks for another case of them.
  package static let german = Translation(
    """
    # Names of what has a number
    Appendix = Anhang
    Chapter = Kapitel
    Claim = Behauptung
    Corollary = Korollar
    Data = Daten
    Definition = Definition
    Equation = Gleichung
    Error = Fehlermaß
    Example = Beispiel
    Experiment = Experiment
    Figure = Abbildung
    Function = Funktion
    Lemma = Lemma
    Listing = Listing
    Model = Modell
    Note = Hinweis
    Parameters = Parameter
    Part = Teil
    Proof = Beweis
    Property = Eigenschaft
    Proposition = Satz
    Remark = Bemerkung
    Section = Abschnitt
    Sensitivity = Empfindlichkeit
    Table = Tabelle
    Task = Aufgabe
    Theorem = Theorem
    Tip = Tipp
    Warning = Warnung

    # The page around the text
    Report = Bericht
    Contents = Inhalt
    Supplement = Einzelheiten
    Summary = Zusammenfassung
    Abstract = Zusammenfassung
    Keywords = Schlagwörter
    Licence = Lizenz
    Chapters = Kapitel
    Cite this report = Diesen Bericht zitieren
    Skip to the text = Zum Text
    What was run = Was gerechnet wurde
    How this report was made = Wie dieser Bericht entstand
    Link to chapter {1} = Link auf Kapitel {1}
    Link to section {1} = Link auf Abschnitt {1}
    Link to this chapter = Link auf dieses Kapitel
    Link to this section = Link auf diesen Abschnitt
    Footnotes = Fußnoten
    Footnote {1} = Fußnote {1}
    Back to mark {1} of footnote {2} = Zurück zum Zeichen {1} der Fußnote {2}
    image = Bild
    done = erledigt
    to do = offen
    of = zu

    # What was run
    Again = Noch einmal
    Commit = Commit
    Machine = Rechner
    Runs = Läufe
    Seeds = Startwerte
    Settings = Einstellungen
    Time = Zeit
    Versions = Versionen
    {1} in {2} = {1} ({2})
    {1} checked = {1} geprüft
    {1} on one core = {1} auf einem Kern
    {1}, with changes since = {1}, seither geändert
    {1}, seeds {2}, key {3} = {1}, Startwerte {2}, Schlüssel {3}
    {1}, {2}, SHA-256 {3} = {1}, {2}, SHA-256 {3}
    {1}, {2}, {3} row, SHA-256 {4} = {1}, {2}, {3} Zeile, SHA-256 {4}
    {1}, {2}, {3} rows, SHA-256 {4} = {1}, {2}, {3} Zeilen, SHA-256 {4}
    From {1}. = Aus {1}.
    A partial report = Ein unvollständiger Bericht
    {1} of {2} are not computed yet. = {1} von insgesamt {2} noch nicht gerechnet.
    Numbers, figures and statements that rest on them say so, and no verdict is given on a part of the data. = Zahlen, \
    Abbildungen und Aussagen, die darauf beruhen, sagen es, und kein Urteil beruht auf einem Teil der Daten.
    {1} of programs was not made: {2}. = {1} eines Programms fehlt: {2}.
    {1} of programs were not made: {2}. = {1} von Programmen fehlen: {2}.
    they are not allowed on this machine; 'report allow' shows them and asks = sie sind auf diesem Rechner nicht erlaubt; \
    'report allow' zeigt sie und fragt

    # Counted nouns: one, many
    cell = Zelle | Zellen
    check = Prüfung | Prüfungen
    experiment = Experiment | Experimente
    hour = Stunde | Stunden
    minute = Minute | Minuten
    negative control = Gegenprobe | Gegenproben
    paired row = gepaarte Zeile | gepaarte Zeilen
    paired seed = gepaarter Startwert | gepaarte Startwerte
    parameter = Parameter | Parameter
    profile = Profil | Profile
    result = Ergebnis | Ergebnisse
    row = Zeile | Zeilen
    run = Lauf | Läufe
    sample = Stichprobe | Stichproben
    second = Sekunde | Sekunden
    seed = Startwert | Startwerte
    setting = Einstellung | Einstellungen
    statement = Aussage | Aussagen
    tested cell = geprüfte Zelle | geprüfte Zellen
    theorem = Theorem | Theoreme
    training run = Trainingslauf | Trainingsläufe
    value = Wert | Werte

    # Verdicts and claims
    holds = gilt
    fails = gilt nicht
    undecided = unentschieden
    equivalent = gleichwertig
    Statement = Aussage
    Verdict = Urteil
    Estimate = Schätzung
    Evidence = Beleg
    Here = Hier
    In the record = In der Aufzeichnung
    not recorded = nicht aufgezeichnet
    exact = exakt
    ratio = Verhältnis
    difference = Unterschied
    interval = Intervall
    bootstrap interval = Bootstrap-Intervall
    primary = primären
    Interval of the ratio = Intervall des Verhältnisses
    to = bis
    {1} to {2} = {1} bis {2}
    {1} and {2} = {1} und {2}
    {1} a side = {1} je Seite
    and {1} more = und {1} weitere
    Ratios on one logarithmic axis, a dot and its interval: {1}, {2}, grey where it holds 1; shaded is where the claim \
    holds. A line opens to its test. = Verhältnisse auf einer logarithmischen Achse, ein Punkt und sein Intervall: {1}, \
    {2}, grau, wo es 1 enthält; hinterlegt ist, wo die Behauptung gilt. Eine Zeile öffnet sich und zeigt den Test.
    for the proposal = für den Vorschlag
    against it = gegen ihn
    The numbers to compare are not available. = Die Zahlen für den Vergleich fehlen.
    {1} is missing: {2}. = {1} fehlt: {2}.
    {1} are missing: {2}. = {1} fehlen: {2}.
    {1} with a missing value is left out. = {1} mit einem fehlenden Wert bleibt weg.
    {1} with a missing value are left out. = {1} mit einem fehlenden Wert bleiben weg.
    {1} diverged and counts as {2}. = {1} ist divergiert und zählt als {2}.
    {1} diverged and count as {2}. = {1} sind divergiert und zählen als {2}.
    One of {1} {2} claims that are judged together (Holm): {3}. = Eine von {1} {2} Behauptungen, die zusammen beurteilt \
    werden (Holm): {3}.
    About {1} {2} would decide it, if the {3} is what it seems. = Etwa {1} {2} würden es entscheiden, wenn der wahre Wert \
    dem geschätzten gleicht ({3}).
    Equal within the declared factor of {1} (two one-sided tests). = Gleich bis auf den vereinbarten Faktor {1} (zwei \
    einseitige Tests).
    Equal within the declared margin of {1} (two one-sided tests). = Gleich bis auf den vereinbarten Abstand {1} (zwei \
    einseitige Tests).
    No training run decides this: it follows from weights and from checks of theorems. = Kein Trainingslauf entscheidet \
    dies: es folgt aus Gewichten und aus Prüfungen von Theoremen.
    Not judged: its check is not computed yet. = Nicht beurteilt: die Prüfung ist noch nicht gerechnet.
    Not judged: {1} that it rests on is not computed yet. = Nicht beurteilt: {1} dafür ist noch nicht gerechnet.
    Not judged: {1} that it rests on are not computed yet. = Nicht beurteilt: {1} dafür sind noch nicht gerechnet.
    Not judged: {1} that it rests on is not computed: a program is not allowed to run on this machine. = Nicht beurteilt: \
    {1} dafür ist nicht gerechnet, da ein Programm auf diesem Rechner nicht laufen darf.
    Not judged: {1} that it rests on are not computed: a program is not allowed to run on this machine. = Nicht \
    beurteilt: {1} dafür sind nicht gerechnet, da ein Programm auf diesem Rechner nicht laufen darf.
    not computed yet = noch nicht gerechnet
    not computed (program not allowed) = nicht gerechnet (Programm nicht erlaubt)
    not available = nicht vorhanden
    The record is of a build with the profile '{1}', commit {2}, which rests on {3}. = Die Aufzeichnung stammt von einem \
    Bericht mit dem Profil „{1}“, Commit {2}; Umfang: {3}.
    The record is of a build with the profile '{1}', which rests on {2}. = Die Aufzeichnung stammt von einem Bericht mit \
    dem Profil „{1}“; Umfang: {2}.
    {1} of {2} have the same verdict there = Dort haben {1} von insgesamt {2} dasselbe Urteil
    is = ist
    are = sind
    undecided here and decided there = hier unentschieden und dort entschieden
    decided here and undecided there = hier entschieden und dort unentschieden
    decided differently = anders entschieden
    not in the record = nicht in der Aufzeichnung

    # Checks of theorems and definitions
    Checked by computation: {1} and {2} = Durch Rechnung geprüft: {1} und {2}
    Check = Prüfung
    Quantity = Größe
    Holds when = Gilt bei
    Finding = Befund
    negative control: = Gegenprobe:
    fails, as it should = gilt nicht, wie es soll
    does not fail = gilt, was es nicht soll
    share of trials in which it holds = Anteil der Versuche, in denen es gilt
    largest relative difference = größter relativer Unterschied
    largest difference = größter Unterschied
    largest difference relative to lag 0 = größter Unterschied, bezogen auf Verzögerung 0
    largest gain over its bound = größter Gewinn, bezogen auf seine Schranke
    least ratio of head to tail over the errors = kleinstes Verhältnis von Anfang zu Ende über die Fehlermaße
    ratio of head to tail = Verhältnis von Anfang zu Ende
    measured squared residual over bias and variance = gemessenes quadratisches Residuum durch Verzerrung und Varianz
    measured variance over the formula = gemessene Varianz durch die Formel
    sampled error over the formula = Fehler der Stichprobe durch die Formel
    sampled error over the sum over lags = Fehler der Stichprobe durch die Summe über Verzögerungen
    slope of log error against log length, with its range over powers = Steigung des logarithmischen Fehlers über der \
    logarithmischen Länge, mit ihrem Bereich über die Potenzen
    mean squared error over all sign inputs of length 2 to 12, against the sum over lags = mittlerer quadratischer Fehler \
    über alle Vorzeichen-Eingaben der Länge 2 bis 12, gegen die Summe über Verzögerungen
    largest error at each step among all sign inputs of length 2 to 12, against the sum over lags = größter Fehler in \
    jedem Schritt unter allen Vorzeichen-Eingaben der Länge 2 bis 12, gegen die Summe über Verzögerungen
    inputs of length 100 with the signs of the residual, against the sum over lags = Eingaben der Länge 100 mit den \
    Vorzeichen des Residuums, gegen die Summe über Verzögerungen
    white Gaussian inputs of length 100, against the sum over lags = weiße gaußsche Eingaben der Länge 100, gegen die \
    Summe über Verzögerungen
    the enumeration with neighbouring signs correlated = die Aufzählung mit korrelierten benachbarten Vorzeichen
    the enumeration with the weights before a lag summed, not those after it = die Aufzählung mit der Summe der Gewichte \
    vor einer Verzögerung, nicht der danach
    autocorrelated Gaussian inputs, as sampling = autokorrelierte gaußsche Eingaben, sonst wie die Stichprobe
    as any exponent, where δ begins at a later lag = wie jeder Exponent, wo δ bei einer späteren Verzögerung \
    beginnt
    as gradient variance of power 4, as if all samples were in effect = wie die Varianz des Gradienten der Potenz \
    4, als wirkten alle Stichproben
    as growing ratio, with its inverse = wie das wachsende Verhältnis, mit dem Kehrwert
    as head and tail, for the last step alone, whose weights are not all positive = wie Anfang und Ende, für den \
    letzten Schritt allein, dessen Gewichte nicht alle positiv sind
    as long lags, for the norms of the two sums of parts in the place of the sums of norms = wie lange \
    Verzögerungen, mit den Normen der beiden Summen statt den Summen der Normen
    as long lags, with the powers 0, -1, -2, -4 = wie lange Verzögerungen, mit den Potenzen 0, -1, -2, -4
    as middle variance of power 1, with the share of lag 0 = wie die mittlere Varianz der Potenz 1, mit dem Anteil \
    der Verzögerung 0
    as never flat, for weights of 0 but at the last step = wie „nie flach“, für Gewichte 0 außer im letzten Schritt
    as squared error, half of the weights negative = wie der quadratische Fehler, die Hälfte der Gewichte negativ
    as warm-up, for the lag behind it too = wie der Vorlauf, auch für die Verzögerung dahinter
    a deviation at lag 0 costs more than one at lag T-1 under every positive-weighted error = eine Abweichung bei \
    Verzögerung 0 kostet unter jedem Fehlermaß mit positiven Gewichten mehr als eine bei T-1
    autoregressive Gaussian inputs of length {1} = autoregressive gaußsche Eingaben der Länge {1}
    moving averages of Gaussian noise = gleitende Mittel gaußschen Rauschens
    Gaussian moments of order 0.25 to 4, closed form against quadrature = gaußsche Momente der Ordnung 0.25 bis 4, \
    geschlossene Form gegen Quadratur
    lags up to the warm-up are seen alike and longer ones less and less, for random positive weights = \
    Verzögerungen bis zum Vorlauf zählen gleich und längere immer weniger, für zufällige positive Gewichte
    mean squared error over all correlated signs of length {1}, against the formula = mittlerer quadratischer \
    Fehler über alle korrelierten Vorzeichen der Länge {1}, gegen die Formel
    mean squared error over all signs of length {1}, against the sum over lags = mittlerer quadratischer Fehler \
    über alle Vorzeichen der Länge {1}, gegen die Summe über Verzögerungen
    no lag is seen less and the last lag more with one input more before the window = mit einer Eingabe mehr vor \
    dem Fenster zählt keine Verzögerung weniger und die letzte mehr
    that profile for a long sequence against min(1, 2(1 - s/T)) = dieses Profil für eine lange Folge gegen min(1, \
    2(1 - s/T))
    the best power does not fall from 4 to 64 to 1024 sequences a step, for random memory functions, noise, rates \
    and 2 to 500 steps = die beste Potenz fällt nicht von 4 über 64 zu 1024 Folgen je Schritt, für zufällige \
    Gedächtnisse, Rauschen, Raten und 2 bis 500 Schritte
    the best power falls with the budget = die beste Potenz fällt mit dem Aufwand
    the best power grows with the budget, whatever the steps = die beste Potenz wächst mit dem Aufwand, bei jeder \
    Zahl von Schritten
    the bias left after descent falls with the power, for random memory functions = die Verzerrung nach dem Abstieg \
    fällt mit der Potenz, für zufällige Gedächtnisse
    the effective share of the samples against its limit = der wirksame Anteil der Stichproben gegen seine Grenze
    the enumeration against the formula for inputs of variance 2 = die Aufzählung gegen die Formel für Eingaben der \
    Varianz 2
    the enumeration against the formula for white inputs = die Aufzählung gegen die Formel für weiße Eingaben
    the enumeration against the profile without the warm-up = die Aufzählung gegen das Profil ohne den Vorlauf
    the enumeration with the profile at the earlier of two lags = die Aufzählung mit dem Profil bei der früheren \
    zweier Verzögerungen
    the error of a deviation at one lag alone decreases with the lag, for random colours and weights = der Fehler \
    einer Abweichung bei einer einzigen Verzögerung fällt mit der Verzögerung, für zufällige Farben und Gewichte
    the formula against backpropagation through time over white inputs of length {1} = die Formel gegen \
    Backpropagation durch die Zeit über weiße Eingaben der Länge {1}
    the formula against finite differences of the error over white inputs of length {1} = die Formel gegen finite \
    Differenzen des Fehlers über weiße Eingaben der Länge {1}
    the formula with the weight of a step in the place of the profile = die Formel mit dem Gewicht eines Schritts \
    statt dem Profil
    the gradient by the learned memory against finite differences over white inputs of length {1} = der Gradient \
    nach dem gelernten Gedächtnis gegen finite Differenzen über weiße Eingaben der Länge {1}
    the gradient that backpropagation sends through each lag alone against the Jacobian, as if rescaling changed \
    nothing = der Gradient, den Backpropagation durch jede Verzögerung allein schickt, gegen die Jacobi-Matrix, als \
    änderte das Umgewichten nichts
    the gradient that backpropagation sends through each lag alone against the profile, as if rescaling were all \
    that there is to it = der Gradient, den Backpropagation durch jede Verzögerung allein schickt, gegen das \
    Profil, als wäre das Umgewichten alles
    the gradient that backpropagation sends through each lag alone, for the powers 0, 1, 2, 4, against the profile \
    times the Jacobian of the powers of W = der Gradient, den Backpropagation durch jede Verzögerung allein \
    schickt, für die Potenzen 0, 1, 2, 4, gegen das Profil mal der Jacobi-Matrix der Potenzen von W
    the lag of half the bias against T/2^(1/(p+1)) for sequences of length {1} = die Verzögerung der halben \
    Verzerrung gegen T/2^(1/(p+1)) für Folgen der Länge {1}
    the mean lag against T(p+2)/(2(p+3)) for sequences of length {1} = die mittlere Verzögerung gegen \
    T(p+2)/(2(p+3)) für Folgen der Länge {1}
    the profile against its limit for sequences of length {1} = das Profil gegen seine Grenze für Folgen der Länge \
    {1}
    the measured sensitivities against one that is equal at every lag = die gemessenen Empfindlichkeiten gegen \
    eine, die bei jeder Verzögerung gleich ist
    the measured sensitivity of each error at five lags, Gaussian and uniform inputs, against the formula = die \
    gemessene Empfindlichkeit jedes Fehlermaßes bei fünf Verzögerungen, gaußsche und gleichverteilte Eingaben, \
    gegen die Formel
    the profile at the last lag is below 1 for random positive weights = das Profil bei der letzten Verzögerung \
    liegt für zufällige positive Gewichte unter 1
    the profile grows with the power at every lag but 0, for random powers = das Profil wächst mit der Potenz bei \
    jeder Verzögerung außer 0, für zufällige Potenzen
    the profile nowhere falls for random weights times a growing ratio = das Profil fällt nirgends für zufällige \
    Gewichte mal einem wachsenden Verhältnis
    the profile of the masked squared error against that of a warm-up of half the length = das Profil des \
    maskierten quadratischen Fehlers gegen das eines Vorlaufs der halben Länge
    the profile of the power {1} at the last lag of {2} steps, against 1 = das Profil der Potenz {1} bei der \
    letzten Verzögerung von {2} Schritten, gegen 1
    the ratio of head to tail against T/(p+1), relative to it = das Verhältnis von Anfang zu Ende gegen T/(p+1), \
    darauf bezogen
    the sensitivity against finite differences of the error = die Empfindlichkeit gegen finite Differenzen des \
    Fehlers
    the sensitivity profile decreases for random positive weights of length {1} = das Profil der Empfindlichkeit \
    fällt für zufällige positive Gewichte der Länge {1}
    the sensitivity to each lag decreases for exponents 0.25 to 4, residuals with δ(0) ≠ 0 and random positive \
    weights of length {1} = die Empfindlichkeit für jede Verzögerung fällt für Exponenten 0.25 bis 4, Residuen mit \
    δ(0) ≠ 0 und zufällige positive Gewichte der Länge {1}
    the sensitivity to each lag decreases for random positive weights of length {1} = die Empfindlichkeit für jede \
    Verzögerung fällt für zufällige positive Gewichte der Länge {1}
    the share of lags beyond half the length in the sum of the parts' norms rises with the power 0, 1, 2, 4 = der \
    Anteil der Verzögerungen jenseits der halben Länge an der Summe der Normen der Teile wächst mit der Potenz 0, \
    1, 2, 4
    variance of the gradient at lag 0 over {1} white inputs with noisy targets = Varianz des Gradienten bei \
    Verzögerung 0 über {1} weiße Eingaben mit verrauschten Zielen
    variance of the gradient at lag T/2 over {1} white inputs with noisy targets = Varianz des Gradienten bei \
    Verzögerung T/2 über {1} weiße Eingaben mit verrauschten Zielen
    what is left of the residual after {1} noisy steps, against bias and variance = was nach {1} verrauschten \
    Schritten vom Residuum bleibt, gegen Verzerrung und Varianz
    what rescaling adds to the gradient of each lag beyond half the length, over its bound T/(T-s) = was \
    Umgewichten dem Gradienten jeder Verzögerung jenseits der halben Länge hinzufügt, durch seine Schranke T/(T-s)
    where δ begins at a later lag, the sensitivity is flat (q > 2) or infinite (q < 2) up to it and decreases from \
    there = wo δ bei einer späteren Verzögerung beginnt, ist die Empfindlichkeit bis dahin flach (q > 2) oder \
    unendlich (q < 2) und fällt von dort
    {1} random cases = {1} zufällige Fälle
    1, every trial = 1, in jedem Versuch
    at most {1} = höchstens {1}
    an interval above 1 = einem Intervall über 1
    from -1.1 to -0.9 = -1.1 bis -0.9
    an interval of at most ±{1}% that contains 1 = einem Intervall von höchstens ±{1}%, das 1 enthält
    Gradient checked against central differences: largest relative difference {1}. = Gradient gegen zentrale Differenzen \
    geprüft: größter relativer Unterschied {1}.
    At a kink the derivative is that of one side. = An einem Knick ist die Ableitung die einer Seite.
    As written = Wie geschrieben
    uniform within {1} = gleichverteilt innerhalb {1}
    Shape = Form
    Initial values = Anfangswerte
    Default = Vorgabe
    Meaning = Bedeutung

    # Experiments, data and tables
    Setting = Einstellung
    Value = Wert
    Parameter = Parameter
    Column = Spalte
    Role = Rolle
    axis = Achse
    index = Index
    number = Zahl
    curve = Kurve
    derived = abgeleitet
    errors = Fehlermaße
    length = Länge
    memory of a training step = Speicher eines Trainingsschritts
    {1}, from weights alone = {1}, aus Gewichten allein
    {1} of {2}: {3} = {1} von insgesamt {2}: {3}
    the best learning rate, {1}, is at the edge of the search; rates beyond it may be better = die beste Lernrate, {1}, \
    liegt am Rand der Suche; Raten jenseits davon können besser sein
    {1} of {2} row satisfy the conditions. = {1} von {2} Zeile erfüllt die Bedingungen.
    {1} of {2} rows satisfy the conditions. = {1} von {2} Zeilen erfüllen die Bedingungen.
    {1} of {2} combinations of cell and seed have no row. = {1} von {2} Verbindungen von Zelle und Startwert haben keine \
    Zeile.
    Missing values: {1}; samples without them are left out. = Fehlende Werte: {1}; Stichproben ohne sie bleiben weg.
    Missing values: {1}; what rests on them has no value. = Fehlende Werte: {1}; was darauf beruht, hat keinen Wert.
    Behind ±: {1}. = Hinter ±: {1}.
    standard error = Standardfehler
    standard deviation = Standardabweichung
    half of the 95 % interval (Student, over seeds) = die Hälfte des 95-%-Intervalls (Student, über Startwerte)
    mean of {1}, 95 % interval {2} to {3} = Mittel, n = {1}, 95-%-Intervall {2} bis {3}
    No claim of this build can be tried. = Keine Behauptung dieses Berichts lässt sich erproben.
    The sides of all pairs were swapped at random {1} times, so that no effect exists. = Die Seiten aller Paare wurden \
    {1}-mal zufällig vertauscht, sodass es keine Wirkung gibt.
    As often, new data were drawn from the residuals of each claim (a smoothed bootstrap). A coverage is the share of \
    the intervals of a claim, taken alone, that contained the truth; the last column is the share of new data that \
    called both sides equal where they lay the whole margin apart. = Ebenso oft wurden neue Daten aus den Residuen jeder \
    Behauptung gezogen (ein geglätteter Bootstrap). Eine Überdeckung ist der Anteil der Intervalle einer Behauptung für \
    sich, die die Wahrheit enthielten; die letzte Spalte ist der Anteil neuer Daten, die beide Seiten gleich nannten, \
    obwohl sie um den ganzen Spielraum auseinander lagen.
    At least one of the {1} {2} claims was decided in {3} of them. = In {3} der Fälle wurde mindestens eine der {1} {2} \
    Behauptungen entschieden.
    On average {2} of the {1} others were decided. = Von den {1} anderen wurden im Mittel {2} entschieden.
    seeds = Startwerte
    cells = Zellen
    family = Familie
    level = Niveau
    coverage, swapped = Überdeckung, vertauscht
    coverage, drawn anew = Überdeckung, neu gezogen
    falsely equivalent = fälschlich gleichwertig
    {1}, less is better: means over {2}, and ratios of paired seeds with their {3} intervals. = {1}, weniger ist besser: \
    Mittel, n = {2}, und Verhältnisse gepaarter Startwerte mit ihren {3}-Intervallen.
    All have {1}. = Alle haben {1}.
    how the outcomes are decided = wie die Ergebnisse entschieden werden
    The outcomes follow from the ratios; each interval is that of a cell taken alone. = Die Ergebnisse folgen aus den \
    Verhältnissen; jedes Intervall ist das einer Zelle für sich.
    They are made together for {1}: on average at most {2} of the outcomes better and worse are false \
    (Benjamini–Hochberg). = Sie fallen zusammen, {1}: im Mittel sind höchstens {2} der Ergebnisse „besser“ und \
    „schlechter“ falsch (Benjamini–Hochberg).
    They are made together for {1}: the chance of any false outcome is at most {2} (Holm). = Sie fallen zusammen, {1}: \
    mit höchstens {2} Wahrscheinlichkeit ist irgendeines falsch (Holm).
    They are made together for {1}: the chance of any false outcome is at most {2} (Bonferroni). = Sie fallen zusammen, \
    {1}: mit höchstens {2} Wahrscheinlichkeit ist irgendeines falsch (Bonferroni).
    Each cell is judged by itself at {1}. = Jede Zelle wird für sich beurteilt, zum Niveau {1}.
    A cell is tested if some error brings the mean below {1}. = Eine Zelle wird geprüft, wenn ein Fehlermaß das Mittel \
    unter {1} bringt.
    outcome = Ergebnis
    better = besser
    worse = schlechter
    not learned = nicht gelernt
    no ratio = kein Verhältnis

    # Figures
    data = Daten
    values = Werte
    source = Quelltext
    {1} of {2} values; all are in the data. = {1} von {2} Werten; alle stehen in den Daten.
    Drawn without 1 of {1}, which is not computed yet. = Gezeichnet ohne 1 von insgesamt {1}, noch nicht gerechnet.
    Drawn without {1} of {2}, which are not computed yet. = Gezeichnet ohne {1} von insgesamt {2}, noch nicht gerechnet.
    not drawn: its program is not allowed to run on this machine = nicht gezeichnet: das Programm darf auf diesem Rechner \
    nicht laufen
    not drawn: its run is not computed yet = nicht gezeichnet: der Lauf ist noch nicht gerechnet
    not drawn: none of its {1} runs is computed yet = nicht gezeichnet: keiner der {1} Läufe ist schon gerechnet
    Lines: least squares on the axes as they are scaled. = Linien: kleinste Quadrate auf den Achsen, wie sie geteilt sind.
    Lines: means of bins with as many points each. = Linien: Mittel von Klassen mit gleich vielen Punkten.
    Intervals: {1} of each mean taken alone (Student, over seeds). = Intervalle: {1} für jedes Mittel allein (Student, über \
    Startwerte).
    Intervals: {1} of each ratio taken alone (Student, log-ratios of paired seeds). = Intervalle: {1} für jedes Verhältnis \
    allein (Student, Logarithmen der Verhältnisse gepaarter Startwerte).
    Intervals: {1} of each ratio taken alone (Student, log-ratios of paired seeds); an arrow: it goes on. = Intervalle: \
    {1} für jedes Verhältnis allein (Student, Logarithmen der Verhältnisse gepaarter Startwerte); ein Pfeil: es geht \
    weiter.
    Thick lines: {1} of each ratio taken alone (Student, log-ratios of paired seeds); thin lines: the same corrected for \
    the number of ratios (Bonferroni); an arrow: it goes on. = Dicke Linien: {1} für jedes Verhältnis allein (Student, \
    Logarithmen der Verhältnisse gepaarter Startwerte); dünne Linien: dasselbe, korrigiert für die Zahl der Verhältnisse \
    (Bonferroni); ein Pfeil: es geht weiter.
    Grey: undecided. = Grau: unentschieden.
    Grey: no value brought the number below {1}. = Grau: kein Wert brachte die Zahl unter {1}.
    Of a claim that says more the inverse ratio is drawn, so that left of 1 speaks for each claim. = Von einer \
    Behauptung, die „mehr“ sagt, ist das umgekehrte Verhältnis gezeichnet; links von 1 spricht also für jede Behauptung.
    Thick lines: the interval of each claim alone; thin lines: the interval that decides it in its family; an arrow: it \
    goes on. = Dicke Linien: das Intervall jeder Behauptung allein; dünne Linien: das Intervall, das sie in ihrer Familie \
    entscheidet; ein Pfeil: es geht weiter.
    input = Eingabe
    inputs = Eingaben
    targets = Ziele
    ratio to {1} = Verhältnis zu {1}
    for = für

    corrected = korrigiert
    for the claim = für die Behauptung
    ratio of the two sides of the claim = Verhältnis der beiden Seiten der Behauptung
    best power = beste Potenz
    bias = Verzerrung
    change = Änderung
    closed form = geschlossene Form
    coloured inputs = farbige Eingaben
    contribution = Beitrag
    contribution of each lag = Beitrag jeder Verzögerung
    effective share of the samples = wirksamer Anteil der Stichproben
    equal weights = gleiche Gewichte
    error of a head over that of a tail = Fehler eines Anfangs durch den eines Endes
    first = erster
    half is left = die Hälfte ist übrig
    half-bias lag = halbe Verzögerung
    largest difference from the closed form = größter Unterschied zur geschlossenen Form
    last lag = letzte Verzögerung
    learned = gelernt
    least = kleinster
    least of its row = kleinster seiner Zeile
    limit = Grenze
    lower end = unteres Ende
    upper end = oberes Ende
    mean lag of the contributions over = mittlere Verzögerung der Beiträge durch
    measured = gemessen
    memory bias = Verzerrung des Gedächtnisses
    with the sum 1 = mit der Summe 1
    no warm-up = ohne Vorlauf
    warm-up of a half = Vorlauf einer Hälfte
    warm-up of a quarter = Vorlauf eines Viertels
    warm-up of the whole length = Vorlauf der ganzen Länge
    normalised profile = normiertes Profil
    observed = beobachtet
    forecast = Vorhersage
    count = Anzahl
    other lags free = andere Verzögerungen frei
    powers from 0 to 8 = Potenzen von 0 bis 8
    predicted = vorhergesagt
    random inputs = zufällige Eingaben
    relative change of the parameters = relative Änderung der Parameter
    relative to = bezogen auf
    rescaled at equal price = umgewichtet zum gleichen Preis
    sampled error over sum over lags = Fehler der Stichprobe durch die Summe über Verzögerungen
    sensitivity = Empfindlichkeit
    sequences a step = Folgen je Schritt
    squared bias = quadrierte Verzerrung
    sum over = Summe über
    symbol = Zeichen
    target = Ziel
    time step = Zeitschritt
    training error = Trainingsfehler
    training step = Trainingsschritt
    variance = Varianz
    variance over seeds = Varianz über Startwerte
    variance over squared mean = Varianz durch quadriertes Mittel
    white inputs = weiße Eingaben
    wrong symbols = falsche Zeichen
    autocorrelation at lag 1 = Autokorrelation bei Verzögerung 1
    series = Reihe
    low = unten
    high = oben
    name = Name

    # Bibliographies
    and = und
    et al. = et al.
    n.d. = o. J.
    ed. = Hrsg.
    eds. = Hrsg.
    In = In
    Accessed {1} = Abgerufen {1}
    chapter {1} = Kapitel {1}
    volume {1} = Band {1}
    volume {1} of {2} = Band {1} von {2}
    page {1} = Seite {1}
    pages {1} = Seiten {1}
    p. {1} = S. {1}
    pp. {1} = S. {1}
    article {1} = Artikel {1}
    {1} edition = {1} Auflage
    PhD thesis = Dissertation
    Master’s thesis = Masterarbeit
    Thesis = Abschlussarbeit
    Technical report = Technischer Bericht

    # What the script says
    Search = Suchen
    Search in the report = Im Bericht suchen
    Light or dark = Hell oder dunkel
    Keys = Tasten
    Page = Seite
    Close = Schließen
    light colours = helle Farben
    dark colours = dunkle Farben
    search in the report = im Bericht suchen
    next section = nächster Abschnitt
    previous section = voriger Abschnitt
    light or dark = hell oder dunkel
    these keys = diese Tasten
    links, figures, tables = Links, Abbildungen, Tabellen
    what a table, a legend or the line below a figure offers = was eine Tabelle, eine Legende oder die Zeile unter einer \
    Abbildung bietet
    values of the figure that has the focus = Werte der Abbildung, die den Fokus hat
    its lines = ihre Linien
    close = schließen
    1 place = 1 Stelle
    {1} places = {1} Stellen
    {1} places, the first {2} of them = {1} Stellen, davon die ersten {2}
    show {1} = {1} zeigen
    enlarge = vergrößern
    copied = kopiert
    copied as {1} = als {1} kopiert
    sort by {1} = nach {1} ordnen
    Copy the table as {1} = Die Tabelle als {1} kopieren
    power = Potenz
    lag s/T = Verzögerung s/T
    sensitivity B(s)/B(0) = Empfindlichkeit B(s)/B(0)
    variance: T Σw² / (Σw)² = Varianz: T Σw² / (Σw)²
    bias: 1 − 2 · mean lag / T = Verzerrung: 1 − 2 · mittlere Verzögerung / T
    Half of the sensitivity is left at {1} of the sequence; the mean lag is {2}; {3} of the samples are in effect. = Bei \
    {1} der Folge ist die Hälfte der Empfindlichkeit übrig; die mittlere Verzögerung ist {2}; {3} der Stichproben wirken.
    show all powers = alle Potenzen zeigen
    move the power = die Potenz bewegen

    # Names of settings, part by part
    activation = Aktivierung
    batch = Stapel
    cross-entropy = Kreuzentropie
    diagonal = diagonales
    error = Fehlermaß
    exponential = exponentiell
    initialisation = Anfangswerte
    lag = Verzögerung
    linear = lineares
    long = langer
    masked = maskiert
    mean = mittlere
    memory = Gedächtnis
    model = Modell
    orthogonal = orthogonal
    period = Periode
    polynomial = polynomial
    rate = Rate
    rescaled = umgewichtet
    shift = Verschiebung
    short = kurzer
    squared = quadratisch
    states = Zustände
    steps = Schritte
    task = Aufgabe
    two part = zweiteilig
    width = Breite
    last step = letzter Schritt
    long lag error = Fehler bei langer Verzögerung
    short lag error = Fehler bei kurzer Verzögerung
    memory error = Fehler des Gedächtnisses
    mean lag = mittlere Verzögerung
    half bias lag = halbe Verzögerung
    effective sample share = Anteil der wirksamen Stichproben
    """)
}
