/// A colour by lightness and two opponent hues, in which equal distances look about equal (Ottosson 2020).
struct Oklab: Sendable, Equatable {
  var lightness: Double
  /// From green to red.
  var a: Double
  /// From blue to yellow.
  var b: Double

  init(_ colour: Colour) { self.init(linear: colour.linear) }

  init(linear c: (Double, Double, Double)) {
    let l = Elementary.cubeRoot(0.4122214708 * c.0 + 0.5363325363 * c.1 + 0.0514459929 * c.2)
    let m = Elementary.cubeRoot(0.2119034982 * c.0 + 0.6806995451 * c.1 + 0.1073969566 * c.2)
    let s = Elementary.cubeRoot(0.0883024619 * c.0 + 0.2817188376 * c.1 + 0.6299787005 * c.2)
    lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s
    a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s
    b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
  }

  var colour: Colour {
    let l = lightness + 0.3963377774 * a + 0.2158037573 * b
    let m = lightness - 0.1055613458 * a - 0.0638541728 * b
    let s = lightness - 0.0894841775 * a - 1.2914855480 * b
    let (l3, m3, s3) = (l * l * l, m * m * m, s * s * s)
    return Colour(
      linear: (
        4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3,
        -1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3,
        -0.0041960863 * l3 - 0.7034186147 * m3 + 1.7076147010 * s3
      ))
  }

  func distance(to other: Oklab) -> Double {
    let (dl, da, db) = (lightness - other.lightness, a - other.a, b - other.b)
    return (dl * dl + da * da + db * db).squareRoot()
  }

  /// The colour `share` of the way to `other`.
  func mixed(with other: Oklab, share: Double) -> Oklab {
    var mixed = self
    mixed.lightness += share * (other.lightness - lightness)
    mixed.a += share * (other.a - a)
    mixed.b += share * (other.b - b)
    return mixed
  }
}
