#include <math.h>
#include <string.h>

#include "CKernels.h"
#include "Lanes.h"

/// Eight numbers, and their bits.
typedef double Doubles __attribute__((vector_size(64)));
typedef long long Words __attribute__((vector_size(64)));

#define SELECT(where, yes, no) ((Doubles)(((where) & (Words)(yes)) | (~(where) & (Words)(no))))
#define EACH(number) ((Doubles){} + (number))
/// x y + z, fused whatever the processor, so that all forms give the same bits.
#define FUSED(x, y, z) __builtin_elementwise_fma(x, y, z)
#define STEP(sum, x, coefficient) sum = FUSED(sum, x, EACH(coefficient))
#define MAGNITUDE(x) ((Doubles)((Words)(x) & 0x7FFFFFFFFFFFFFFF))

#define LN2_HIGH 0x1.62e42fefa3800p-1
#define LN2_LOW 0x1.ef35793c76730p-45

/// e^x = 2 `half` (1 + `rest`), half = 2^{n-1} with n = round(x / ln 2), and rest = e^r - 1 by its series; -708 ≤ x ≤ 709.79.
INLINE void split_exponential(const Doubles *x, Doubles *half, Doubles *rest) {
  Doubles shifted = FUSED(*x, EACH(0x1.71547652b82fep+0), EACH(0x1.8p52));
  Doubles whole = shifted - 0x1.8p52;
  Doubles r = FUSED(whole, EACH(-LN2_HIGH), *x);
  r = FUSED(whole, EACH(-LN2_LOW), r);
  Doubles series = EACH(1.0 / 6227020800);
  STEP(series, r, 1.0 / 479001600);
  STEP(series, r, 1.0 / 39916800);
  STEP(series, r, 1.0 / 3628800);
  STEP(series, r, 1.0 / 362880);
  STEP(series, r, 1.0 / 40320);
  STEP(series, r, 1.0 / 5040);
  STEP(series, r, 1.0 / 720);
  STEP(series, r, 1.0 / 120);
  STEP(series, r, 1.0 / 24);
  STEP(series, r, 1.0 / 6);
  STEP(series, r, 0.5);
  *rest = FUSED(series * r, r, r);
  *half = (Doubles)(((Words)shifted + 1022) << 52);
}

INLINE void exponential(const Doubles *x, Doubles *y) {
  Doubles cut = SELECT(*x < -708, EACH(-708.0), *x);
  cut = SELECT(cut > 710, EACH(710.0), cut);
  Doubles half, rest;
  split_exponential(&cut, &half, &rest);
  Doubles power = FUSED(half, rest, half) * 2;
  *y = SELECT(*x < -708, EACH(0.0), power);
}

/// (e^{2|x|} - 1) / (e^{2|x|} + 1) with the sign of x.
INLINE void hyperbolic_tangent(const Doubles *x, Doubles *y) {
  Doubles size = MAGNITUDE(*x);
  Doubles twice = SELECT(size > 22, EACH(44.0), size + size);
  Doubles half, rest;
  split_exponential(&twice, &half, &rest);
  Doubles power = half + half;
  Doubles excess = FUSED(power, rest, power - 1);
  Doubles value = excess / (excess + 2);
  *y = (Doubles)((Words)value | ((Words)*x & (-0x7FFFFFFFFFFFFFFF - 1)));
}

INLINE void sigmoid(const Doubles *x, Doubles *y) {
  Doubles negative = -*x, power;
  exponential(&negative, &power);
  *y = 1 / (1 + power);
}

/// log u + `correction` of normal u > 0: u = 2^k m with m near 1, and log m = 2 artanh s by its series, s = (m - 1) / (m + 1).
INLINE void logarithm_of(const Doubles *u, const Doubles *correction, Doubles *y) {
  Words bits = (Words)*u - 0x3FE6A09E667F3BCD;
  Words exponent = bits >> 52;
  Doubles f = (Doubles)((Words)*u - (exponent << 52)) - 1;
  Doubles k = (Doubles)((Words)EACH(0x1.8p52) + exponent) - 0x1.8p52;
  Doubles s = f / (f + 2);
  Doubles square = s * s;
  Doubles series = EACH(2.0 / 21);
  STEP(series, square, 2.0 / 19);
  STEP(series, square, 2.0 / 17);
  STEP(series, square, 2.0 / 15);
  STEP(series, square, 2.0 / 13);
  STEP(series, square, 2.0 / 11);
  STEP(series, square, 2.0 / 9);
  STEP(series, square, 2.0 / 7);
  STEP(series, square, 2.0 / 5);
  STEP(series, square, 2.0 / 3);
  // log m = f - f²/2 + s (f²/2 + s² series), so that the largest term is exact.
  Doubles halfSquare = f * f * 0.5;
  Doubles low = FUSED(s, FUSED(square, series, halfSquare), FUSED(k, EACH(LN2_LOW), *correction));
  *y = FUSED(k, EACH(LN2_HIGH), f - (halfSquare - low));
}

INLINE void logarithm(const Doubles *x, Doubles *y) {
  Doubles none = {}, scaled, value;
  Words small = *x < 0x1p-1022;
  scaled = SELECT(small, *x * 0x1p54, *x);
  logarithm_of(&scaled, &none, &value);
  value = SELECT(small, value - 54 * 0x1.62e42fefa39efp-1, value);
  value = SELECT(*x == 0, EACH(-INFINITY), value);
  value = SELECT(*x == INFINITY, *x, value);
  *y = SELECT((*x < 0) | (*x != *x), EACH(NAN), value);
}

/// log(1 + x) by u = 1 + x rounded, and what rounding took from it.
INLINE void logarithm_of_one_plus(const Doubles *x, Doubles *y) {
  Doubles u = 1 + *x;
  Doubles lost = SELECT(*x > 1, 1 - (u - *x), *x - (u - 1));
  Doubles correction = lost / u, value;
  logarithm_of(&u, &correction, &value);
  value = SELECT(MAGNITUDE(*x) < 0x1p-54, *x, value);
  value = SELECT(*x == -1, EACH(-INFINITY), value);
  value = SELECT(*x == INFINITY, *x, value);
  *y = SELECT((*x < -1) | (*x != *x), EACH(NAN), value);
}

/// log(1 + e^x) = max(x, 0) + log(1 + e^{-|x|}).
INLINE void softplus(const Doubles *x, Doubles *y) {
  Doubles negative = -MAGNITUDE(*x), power, value;
  exponential(&negative, &power);
  logarithm_of_one_plus(&power, &value);
  *y = SELECT(*x > 0, *x + value, value);
}

/// Φ(x) = erfc(-x / √2) / 2, erfc(z) = t e^{-z² + P(t)} for z ≥ 0, t = 2 / (2 + z), P in Chebyshev polynomials (Press et al. 2007).
INLINE void normal_cumulative(const Doubles *x, Doubles *y) {
  static const double coefficients[] = {
      -1.3026537197817094,  6.4196979235649026e-1, 1.9476473204185836e-2, -9.561514786808631e-3, -9.46595344482036e-4,
      3.66839497852761e-4,  4.2523324806907e-5,    -2.0278578112534e-5,   -1.624290004647e-6,    1.303655835580e-6,
      1.5626441722e-8,      -8.5238095915e-8,      6.529054439e-9,        5.059343495e-9,        -9.91364156e-10,
      -2.27365122e-10,      9.6467911e-11,         2.394038e-12,          -6.886027e-12,         8.94487e-13,
      3.13092e-13,          -1.12708e-13,          3.81e-16,              7.106e-15,             -1.523e-15,
      -9.4e-17,             1.21e-16,              -2.8e-17};
  Doubles size = MAGNITUDE(*x);
  size = SELECT(size > 40, EACH(40.0), size);
  Doubles t = 2 / FUSED(size, EACH(0x1.6a09e667f3bcdp-1), EACH(2.0));
  Doubles argument = FUSED(t, EACH(4.0), EACH(-2.0));
  Doubles next = {}, after = {};
  UNROLL for (int order = 27; order > 0; order--) {
    Doubles sum = FUSED(argument, next, coefficients[order] - after);
    after = next;
    next = sum;
  }
  Doubles polynomial = FUSED(argument, next, EACH(coefficients[0])) * 0.5 - after;
  // z² = x²/2 = high + low exactly, e^{high} first.
  Doubles high = size * size, low = FUSED(size, size, -high);
  high *= -0.5;
  Doubles exponent = FUSED(low, EACH(-0.5), polynomial), first, second;
  exponential(&high, &first);
  exponential(&exponent, &second);
  Doubles tail = t * first * second * 0.5;
  *y = SELECT(*x > 0, 1 - tail, tail);
}

/// The function in the three forms: for AVX-512, for AVX2, and for any processor.
#define FORMS(name)                                                                                                \
  INLINE void name##_each(const double *from, double *to, long count) {                                            \
    long place = 0;                                                                                                \
    for (; place + 8 <= count; place += 8) {                                                                       \
      Doubles x, y;                                                                                                \
      memcpy(&x, from + place, sizeof x);                                                                          \
      name(&x, &y);                                                                                                \
      memcpy(to + place, &y, sizeof y);                                                                            \
    }                                                                                                              \
    if (place == count) return;                                                                                    \
    Doubles x = {}, y;                                                                                             \
    memcpy(&x, from + place, (count - place) * sizeof(double));                                                    \
    name(&x, &y);                                                                                                  \
    memcpy(to + place, &y, (count - place) * sizeof(double));                                                      \
  }                                                                                                                \
  WIDE static void name##_wide(const double *from, double *to, long count) { name##_each(from, to, count); }       \
  NARROW static void name##_narrow(const double *from, double *to, long count) { name##_each(from, to, count); }   \
  static void name##_plain(const double *from, double *to, long count) { name##_each(from, to, count); }

FORMS(exponential)
FORMS(hyperbolic_tangent)
FORMS(sigmoid)
FORMS(logarithm)
FORMS(logarithm_of_one_plus)
FORMS(softplus)
FORMS(normal_cumulative)

typedef void (*Form)(const double *, double *, long);

/// In the order of `KernelFunction` and `KernelForm`.
static const Form forms[][3] = {
    {exponential_wide, exponential_narrow, exponential_plain},
    {hyperbolic_tangent_wide, hyperbolic_tangent_narrow, hyperbolic_tangent_plain},
    {sigmoid_wide, sigmoid_narrow, sigmoid_plain},
    {logarithm_wide, logarithm_narrow, logarithm_plain},
    {logarithm_of_one_plus_wide, logarithm_of_one_plus_narrow, logarithm_of_one_plus_plain},
    {softplus_wide, softplus_narrow, softplus_plain},
    {normal_cumulative_wide, normal_cumulative_narrow, normal_cumulative_plain},
};

void kernel_apply(KernelFunction function, const double *from, double *to, long count) {
  forms[function][HAS_WIDE ? KernelFormWide : KernelFormNarrow](from, to, count);
}

int kernel_apply_form(KernelForm form, KernelFunction function, const double *from, double *to, long count) {
  if (form == KernelFormWide && !HAS_WIDE) return 0;
  forms[function][form](from, to, count);
  return 1;
}
