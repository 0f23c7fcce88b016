#include "CKernels.h"
#include "Elementary.h"

INLINE void tanh_lanes(const float *from, float *to) {
  Lanes x = *(const Lanes *)from;
  hyperbolic_tangent(&x);
  *(Lanes *)to = x;
}

/// 1 / (1 + e^{-x}) with |x| cut at 87.
INLINE void sigmoid_lanes(const float *from, float *to) {
  Lanes x = -*(const Lanes *)from;
  x = SELECT(x > 87, EACH(87.0f), x);
  x = SELECT(x < -87, EACH(-87.0f), x);
  raise_e(&x);
  *(Lanes *)to = 1.0f / (1.0f + x);
}

/// x Φ(x) to `value`, and its derivative Φ(x) + x φ(x) to `derivative`, or times what stands there; Φ by formula 7.1.26 of
/// Abramowitz and Stegun, to 1.5e-7.
INLINE void gelu_lanes(const float *from, float *value, float *derivative, int multiplying) {
  Lanes x = *(const Lanes *)from;
  Lanes size = SELECT(x < 0, -x, x);
  Lanes y = -0.5f * x * x;
  y = SELECT(y < -87, EACH(-87.0f), y);
  raise_e(&y);
  Lanes gaussian = y;
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
