#include "CKernels.h"
#include "Elementary.h"
#include <math.h>

/// e^x: infinite above 88.7, and e^-87 below -87.
INLINE void exponential(Lanes *value) {
  Lanes given = *value;
  Lanes x = SELECT(given > 88.7f, EACH(88.7f), given);
  x = SELECT(x < -87, EACH(-87.0f), x);
  raise_e(&x);
  Lanes result = SELECT(given > 88.7f, EACH(__builtin_inff()), x);
  *value = SELECT(given == given, result, given);
}

INLINE void sigmoid(Lanes *value) {
  *value = -*value;
  exponential(value);
  *value = 1.0f / (1.0f + *value);
}

#define BY_LANE(name, call)                                                                        \
  INLINE void name(Lanes *value) {                                                                 \
    for (int i = 0; i < 16; i++) (*value)[i] = call((*value)[i]);                                   \
  }

BY_LANE(square_root, __builtin_sqrtf)
BY_LANE(logarithm, logf)
BY_LANE(sine, sinf)
BY_LANE(cosine, cosf)

/// log(1 + e^x).
INLINE void soft_plus(Lanes *value) {
  Lanes x = *value, zero = {}, power = SELECT(x < zero, x, -x);
  exponential(&power);
  for (int i = 0; i < 16; i++) power[i] = log1pf(power[i]);
  *value = SELECT(x < zero, zero, x) + power;
}

INLINE void raise_to(Lanes *value, const Lanes *exponent) {
  for (int i = 0; i < 16; i++) (*value)[i] = powf((*value)[i], (*exponent)[i]);
}

/// The value for each vector of a strip, from those at the same place of the operands.
#define EVERY(value)                                                                               \
  for (long i = 0; i < count; i += 16) {                                                            \
    Lanes x = *(const Lanes *)(a + i), y = *(const Lanes *)(b + i), z = *(const Lanes *)(c + i);     \
    (void)x, (void)y, (void)z;                                                                     \
    *(Lanes *)(to + i) = (value);                                                                   \
  }                                                                                                \
  break;

/// The same of a function that changes a vector where it is.
#define EVERY_BY(change)                                                                           \
  for (long i = 0; i < count; i += 16) {                                                            \
    Lanes x = *(const Lanes *)(a + i), y = *(const Lanes *)(b + i);                                 \
    (void)y;                                                                                       \
    change;                                                                                        \
    *(Lanes *)(to + i) = x;                                                                         \
  }                                                                                                \
  break;

/// One operation on a strip of `count` numbers.
INLINE void apply(const KernelOperation *o, const float *a, const float *b, const float *c, float *to, long count) {
  const float p = (float)o->p, q = (float)o->q;
  const Lanes zero = {};
  switch (o->code) {
  case KERNEL_AFFINE: EVERY(x * p + q)
  case KERNEL_ADD: EVERY(x + y)
  case KERNEL_SUBTRACT: EVERY(x - y)
  case KERNEL_MULTIPLY: EVERY(x * y)
  case KERNEL_DIVIDE: EVERY(x / y)
  case KERNEL_MULTIPLY_ADD: EVERY(x * y + z)
  case KERNEL_MULTIPLY_FROM: EVERY(z - x * y)
  case KERNEL_SCALE_ADD: EVERY(x * p + y)
  case KERNEL_SIGMOID: EVERY_BY(sigmoid(&x))
  case KERNEL_TANH: EVERY_BY(hyperbolic_tangent(&x))
  case KERNEL_EXP: EVERY_BY(exponential(&x))
  case KERNEL_LOG: EVERY_BY(logarithm(&x))
  case KERNEL_SQRT: EVERY_BY(square_root(&x))
  case KERNEL_ABS: EVERY(SELECT(x < zero, -x, x))
  case KERNEL_SIN: EVERY_BY(sine(&x))
  case KERNEL_COS: EVERY_BY(cosine(&x))
  case KERNEL_RELU: EVERY(SELECT(x < zero, zero, x))
  case KERNEL_SOFTPLUS: EVERY_BY(soft_plus(&x))
  case KERNEL_SIGN: EVERY(SELECT(x > zero, zero + 1, SELECT(x < zero, zero - 1, zero)))
  case KERNEL_POWER: EVERY_BY(raise_to(&x, &y))
  case KERNEL_RAISE: EVERY_BY(y = EACH(p); raise_to(&x, &y))
  case KERNEL_LARGER: EVERY(SELECT(x < y, y, x))
  case KERNEL_SMALLER: EVERY(SELECT(x > y, y, x))
  case KERNEL_SIGMOID_SLOPE: EVERY(x * (y * (1.0f - y)))
  case KERNEL_TANH_SLOPE: EVERY(x * (1.0f - y * y))
  case KERNEL_PASS_POSITIVE: EVERY(SELECT(y > zero, x, zero))
  case KERNEL_PASS_AT_LEAST: EVERY(SELECT(y >= z, x, zero))
  case KERNEL_PASS_BELOW: EVERY(SELECT(y < z, x, zero))
  case KERNEL_WITH_SIGN: EVERY(SELECT(y > zero, x, SELECT(y < zero, -x, zero)))
  }
}

INLINE void run(const KernelOperation *operations, long count, float *const *places, const unsigned char *moves,
                long length, long strip) {
  for (long start = 0; start < length; start += strip) {
    long size = length - start < strip ? length - start : strip;
    for (long index = 0; index < count; index++) {
      const KernelOperation *o = operations + index;
#define PLACE(number) (places[number] + (moves[number] ? start : 0))
      apply(o, PLACE(o->a), PLACE(o->b), PLACE(o->c), PLACE(o->to), size);
#undef PLACE
    }
  }
}

NARROW static void run_narrow(const KernelOperation *operations, long count, float *const *places,
                              const unsigned char *moves, long length, long strip) {
  run(operations, count, places, moves, length, strip);
}

WIDE static void run_wide(const KernelOperation *operations, long count, float *const *places,
                          const unsigned char *moves, long length, long strip) {
  run(operations, count, places, moves, length, strip);
}

void kernel_run_chain(const KernelOperation *operations, long count, float *const *places, const unsigned char *moves,
                      long length, long strip) {
  (HAS_WIDE ? run_wide : run_narrow)(operations, count, places, moves, length, strip);
}
