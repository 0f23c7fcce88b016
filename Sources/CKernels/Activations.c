#include "CKernels.h"
#include "Lanes.h"

typedef int Bits __attribute__((vector_size(64)));

/// `yes` where `where` is set, else `no`; a comparison with a NaN is not.
#define SELECT(where, yes, no) ((Lanes)(((where) & (Bits)(yes)) | (~(where) & (Bits)(no))))
#define EACH(number) ((Lanes){} + (number))

/// x P(x²) / Q(x²) with |x| cut at 8: the quotient of least relative error, 7e-9, before rounding.
INLINE void tanh_lanes(const float *from, float *to) {
  Lanes x = *(const Lanes *)from;
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
  *(Lanes *)to = x * p / q;
}

/// 1 / (1 + e^{-x}) with |x| cut at 87; e^y = 2^n e^r, n = round(y / ln 2) by adding 1.5 2^23, and a polynomial in r.
INLINE void sigmoid_lanes(const float *from, float *to) {
  Lanes x = -*(const Lanes *)from;
  x = SELECT(x > 87, EACH(87.0f), x);
  x = SELECT(x < -87, EACH(-87.0f), x);
  Lanes shifted = x * 1.442695f + 12582912.0f;
  Lanes whole = shifted - 12582912.0f;
  Lanes rest = whole * -0.693359375f + x;
  rest = whole * 2.1219444e-4f + rest;
  Lanes series = rest * 0.0013813142f + 0.008369419f;
  series = series * rest + 0.041668457f;
  series = series * rest + 0.16666515f;
  series = series * rest + 0.49999993f;
  Lanes power = (series * rest) * rest + rest + 1.0f;
  *(Lanes *)to = 1.0f / (1.0f + (Lanes)((Bits)power + ((Bits)shifted << 23)));
}

/// x Φ(x) to `value`, and its derivative Φ(x) + x φ(x) to `derivative`, or times what stands there; e^y as above, and Φ by formula
/// 7.1.26 of Abramowitz and Stegun, to 1.5e-7.
INLINE void gelu_lanes(const float *from, float *value, float *derivative, int multiplying) {
  Lanes x = *(const Lanes *)from;
  Lanes size = SELECT(x < 0, -x, x);
  Lanes y = -0.5f * x * x;
  y = SELECT(y < -87, EACH(-87.0f), y);
  Lanes shifted = y * 1.442695f + 12582912.0f;
  Lanes whole = shifted - 12582912.0f;
  Lanes rest = whole * -0.693359375f + y;
  rest = whole * 2.1219444e-4f + rest;
  Lanes series = rest * 0.0013813142f + 0.008369419f;
  series = series * rest + 0.041668457f;
  series = series * rest + 0.16666515f;
  series = series * rest + 0.49999993f;
  Lanes power = (series * rest) * rest + rest + 1.0f;
  Lanes gaussian = (Lanes)((Bits)power + ((Bits)shifted << 23));
  Lanes t = 1.0f / (size * (0.3275911f * 0.70710678f) + 1.0f);
  Lanes tail = t * (0.5f * 1.061405429f) + 0.5f * -1.453152027f;
  tail = tail * t + 0.5f * 1.421413741f;
  tail = tail * t + 0.5f * -0.284496736f;
  tail = tail * t + 0.5f * 0.254829592f;
  tail = tail * (t * gaussian);
  Lanes cumulative = SELECT(x < 0, tail, 1.0f - tail);
  *(Lanes *)value = x * cumulative;
  if (derivative) {
    Lanes slope = x * (gaussian * 0.3989422804f) + cumulative;
    *(Lanes *)derivative = multiplying ? *(Lanes *)derivative * slope : slope;
  }
}

/// The sum of a vector, always in the same order.
INLINE float total(const float *from) {
  Lanes x = *(const Lanes *)from;
  float sums[4];
  UNROLL for (int i = 0; i < 4; i++) sums[i] = (x[i] + x[i + 8]) + (x[i + 4] + x[i + 12]);
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

NARROW static void tanh_narrow(const float *from, float *to, long count) {
  for (long i = 0; i < count; i += 16) tanh_lanes(from + i, to + i);
}

WIDE static void tanh_wide(const float *from, float *to, long count) {
  for (long i = 0; i < count; i += 16) tanh_lanes(from + i, to + i);
}

NARROW static void sigmoid_narrow(const float *from, float *to, long count) {
  for (long i = 0; i < count; i += 16) sigmoid_lanes(from + i, to + i);
}

WIDE static void sigmoid_wide(const float *from, float *to, long count) {
  for (long i = 0; i < count; i += 16) sigmoid_lanes(from + i, to + i);
}

NARROW static void gelu_narrow(const float *from, float *value, float *derivative, int multiplying, long count) {
  for (long i = 0; i < count; i += 16) gelu_lanes(from + i, value + i, derivative ? derivative + i : 0, multiplying);
}

WIDE static void gelu_wide(const float *from, float *value, float *derivative, int multiplying, long count) {
  for (long i = 0; i < count; i += 16) gelu_lanes(from + i, value + i, derivative ? derivative + i : 0, multiplying);
}

void kernel_tanh(const float *from, float *to, long count) {
  (HAS_WIDE ? tanh_wide : tanh_narrow)(from, to, count);
}

void kernel_sigmoid(const float *from, float *to, long count) {
  (HAS_WIDE ? sigmoid_wide : sigmoid_narrow)(from, to, count);
}

void kernel_gelu(const float *from, float *value, float *derivative, int multiplying, long count) {
  (HAS_WIDE ? gelu_wide : gelu_narrow)(from, value, derivative, multiplying, count);
}

void kernel_add_totals(const float *rows, float *to, long count) {
  for (long row = 0; row < count; row++) to[row] += total(rows + row * 16);
}
