#ifndef ELEMENTARY_H
#define ELEMENTARY_H

#include "Lanes.h"

typedef int Bits __attribute__((vector_size(64)));

/// `yes` where `where` is set, else `no`; a comparison with a NaN is not.
#define SELECT(where, yes, no) ((Lanes)(((where) & (Bits)(yes)) | (~(where) & (Bits)(no))))
#define EACH(number) ((Lanes){} + (number))

/// e^x of numbers from -87 to 88.7: 2^n e^r, n = round(x / ln 2) by adding 1.5 2^23, and a polynomial in r.
INLINE void raise_e(Lanes *value) {
  Lanes x = *value;
  Lanes shifted = x * 1.442695f + 12582912.0f;
  Lanes whole = shifted - 12582912.0f;
  Lanes rest = whole * -0.693359375f + x;
  rest = whole * 2.1219444e-4f + rest;
  Lanes series = rest * 0.0013813142f + 0.008369419f;
  series = series * rest + 0.041668457f;
  series = series * rest + 0.16666515f;
  series = series * rest + 0.49999993f;
  Lanes power = (series * rest) * rest + rest + 1.0f;
  *value = (Lanes)((Bits)power + ((Bits)shifted << 23));
}

/// x P(x²) / Q(x²) with |x| cut at 8: the quotient of least relative error, 7e-9, before rounding.
INLINE void hyperbolic_tangent(Lanes *value) {
  Lanes x = *value;
  x = SELECT(x > 8, EACH(8.0f), x);
  x = SELECT(x < -8, EACH(-8.0f), x);
  Lanes u = x * x;
  Lanes p = 1.5231256256242887e-08f * u + 2.1895288227824494e-05f;
  p = p * u + 3.571636974811554e-03f;
  p = p * u + 1.3444530963897705e-01f;
  p = p * u + 1.0f;
  Lanes q = 8.522796406396083e-07f * u + 3.411355137359351e-04f;
  q = q * u + 2.6164591312408447e-02f;
  q = q * u + 4.6777859330177307e-01f;
  q = q * u + 1.0f;
  *value = x * p / q;
}

#endif
