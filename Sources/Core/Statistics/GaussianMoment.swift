import Foundation

/// m_q = E|z|^q = 2^{q/2} Γ((q+1)/2) / √π for a standard normal z and an order q > -1.
package func absoluteGaussianMoment(_ order: Double) -> Double {
  pow(2, order / 2) * tgamma((order + 1) / 2) / Double.pi.squareRoot()
}
