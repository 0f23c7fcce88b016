/// The transforms of 2, 3, 4 and 5 points at distances of `step` elements, in place, and the factors that join them.
///
/// Forwards point p is multiplied by the p-th factor after the transform; the inverse undoes both in reverse.

@inline(__always)
func twoPoints<Element: Scalar>(
  _ place: UnsafeMutablePointer<Element>, step: Int, _ factors: UnsafePointer<Element>, inverse: Bool
) {
  let a = ComplexLanes<Element>(at: place)
  var b = ComplexLanes<Element>(at: place + step)
  if inverse { b = b.times(factors, conjugate: true) }
  (a + b).store(to: place)
  let difference = a - b
  (inverse ? difference : difference.times(factors)).store(to: place + step)
}

@inline(__always)
func threePoints<Element: Scalar>(
  _ place: UnsafeMutablePointer<Element>, step: Int, _ factors: UnsafePointer<Element>, inverse: Bool
) {
  let a = ComplexLanes<Element>(at: place)
  let b = point(place, 1, step: step, factors, untwist: inverse)
  let c = point(place, 2, step: step, factors, untwist: inverse)
  let sine = Element(0.866025403784438646763723170752936183)
  let (sum, difference) = (b + c, ((b - c) * (inverse ? sine : -sine)).turned)
  let middle = a - sum * 0.5
  (a + sum).store(to: place)
  put(middle + difference, place, 1, step: step, factors, twist: !inverse)
  put(middle - difference, place, 2, step: step, factors, twist: !inverse)
}

@inline(__always)
func fourPoints<Element: Scalar>(
  _ place: UnsafeMutablePointer<Element>, step: Int, _ factors: UnsafePointer<Element>, inverse: Bool
) {
  let a = ComplexLanes<Element>(at: place)
  let b = point(place, 1, step: step, factors, untwist: inverse)
  let c = point(place, 2, step: step, factors, untwist: inverse)
  let d = point(place, 3, step: step, factors, untwist: inverse)
  let (even, odd) = (a + c, a - c)
  let (sum, difference) = (b + d, (inverse ? b - d : d - b).turned)
  (even + sum).store(to: place)
  put(odd + difference, place, 1, step: step, factors, twist: !inverse)
  put(even - sum, place, 2, step: step, factors, twist: !inverse)
  put(odd - difference, place, 3, step: step, factors, twist: !inverse)
}

@inline(__always)
func fivePoints<Element: Scalar>(
  _ place: UnsafeMutablePointer<Element>, step: Int, _ factors: UnsafePointer<Element>, inverse: Bool
) {
  let a = ComplexLanes<Element>(at: place)
  let b = point(place, 1, step: step, factors, untwist: inverse)
  let c = point(place, 2, step: step, factors, untwist: inverse)
  let d = point(place, 3, step: step, factors, untwist: inverse)
  let e = point(place, 4, step: step, factors, untwist: inverse)
  let (cosine1, cosine2) = (Element(0.309016994374947424102293417182819), Element(-0.809016994374947424102293417182819))
  let direction: Element = inverse ? 1 : -1
  let (sine1, sine2) = (direction * 0.951056516295153572116439333379, direction * 0.587785252292473129168705954639)
  let (outer, inner) = (b + e, c + d)
  let (outerTurn, innerTurn) = ((b - e).turned, (c - d).turned)
  let (first, second) = (a + outer * cosine1 + inner * cosine2, a + outer * cosine2 + inner * cosine1)
  let (turn1, turn2) = (outerTurn * sine1 + innerTurn * sine2, outerTurn * sine2 - innerTurn * sine1)
  (a + outer + inner).store(to: place)
  put(first + turn1, place, 1, step: step, factors, twist: !inverse)
  put(second + turn2, place, 2, step: step, factors, twist: !inverse)
  put(second - turn2, place, 3, step: step, factors, twist: !inverse)
  put(first - turn1, place, 4, step: step, factors, twist: !inverse)
}

@inline(__always)
private func point<Element: Scalar>(
  _ place: UnsafeMutablePointer<Element>, _ index: Int, step: Int, _ factors: UnsafePointer<Element>, untwist: Bool
) -> ComplexLanes<Element> {
  let value = ComplexLanes<Element>(at: place + index * step)
  return untwist ? value.times(factors + 2 * (index - 1), conjugate: true) : value
}

@inline(__always)
private func put<Element: Scalar>(
  _ value: ComplexLanes<Element>, _ place: UnsafeMutablePointer<Element>, _ index: Int, step: Int,
  _ factors: UnsafePointer<Element>, twist: Bool
) {
  (twist ? value.times(factors + 2 * (index - 1)) : value).store(to: place + index * step)
}
