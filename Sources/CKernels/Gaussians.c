#include "CKernels.h"
#include "Lanes.h"

typedef double Doubles __attribute__((vector_size(64)));
typedef long long Words __attribute__((vector_size(64)));
typedef unsigned long long Bits __attribute__((vector_size(64)));

/// Pairs whose logarithms are taken together.
enum { chunk = 256 };

#define GOLDEN 0x9E3779B97F4A7C15u

/// Uniform on [-1, 1), the words of SplitMix64 after the states `state`.
INLINE void spread(const Bits *state, Doubles *x) {
  Bits word = *state;
  word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9u;
  word = (word ^ (word >> 27)) * 0x94D049BB133111EBu;
  word = word ^ (word >> 31);
  *x = __builtin_convertvector((Words)(word >> 11), Doubles) * 0x1p-52 - 1;
}

/// Up to `count` points within the unit circle, and the squares of their distances; returns the state after the last.
INLINE unsigned long long points(unsigned long long state, double *u, double *v, double *squares, long count) {
#pragma clang fp contract(off)
  const Bits steps = {1, 3, 5, 7, 9, 11, 13, 15};
  long found = 0;
  while (1) {
    Bits first = state + steps * GOLDEN;
    Bits second = first + GOLDEN;
    Doubles x, y;
    spread(&first, &x);
    spread(&second, &y);
    Doubles square = x * x + y * y;
    Words inside = (square > 0) & (square < 1);
    for (int lane = 0; lane < 8; lane++) {
      u[found] = x[lane];
      v[found] = y[lane];
      squares[found] = square[lane];
      found -= inside[lane];
      state += 2 * GOLDEN;
      if (found == count) return state;
    }
  }
}

/// (u, v) (-2 log s / s)^{1/2} of each point.
INLINE void scale(const double *u, const double *v, const double *squares, const double *logarithms, double *to,
                  long count) {
#pragma clang fp contract(off)
  for (long i = 0; i < count; i++) {
    double factor = __builtin_sqrt(-2 * logarithms[i] / squares[i]);
    to[2 * i] = u[i] * factor;
    to[2 * i + 1] = v[i] * factor;
  }
}

#define FORMS(kind, suffix)                                                                                        \
  kind static unsigned long long points_##suffix(unsigned long long state, double *u, double *v, double *squares,  \
                                                 long count) {                                                     \
    return points(state, u, v, squares, count);                                                                    \
  }                                                                                                                \
  kind static void scale_##suffix(const double *u, const double *v, const double *squares,                         \
                                  const double *logarithms, double *to, long count) {                              \
    scale(u, v, squares, logarithms, to, count);                                                                   \
  }

FORMS(WIDE, wide)
FORMS(NARROW, narrow)

unsigned long long kernel_gaussians(unsigned long long state, double *to, long pairs) {
  double u[chunk], v[chunk], squares[chunk], logarithms[chunk];
  for (long done = 0; done < pairs; done += chunk) {
    long count = pairs - done < chunk ? pairs - done : chunk;
    state = (HAS_WIDE ? points_wide : points_narrow)(state, u, v, squares, count);
    kernel_apply(KernelFunctionLogarithm, squares, logarithms, count);
    (HAS_WIDE ? scale_wide : scale_narrow)(u, v, squares, logarithms, to + 2 * done, count);
  }
  return state;
}
