import Foundation
extension Generator {
  mutating func gaussian() -> Double { (-2 * log(1 - uniform())).squareRoot() * cos(2 * Double.pi * uniform()) }
}
