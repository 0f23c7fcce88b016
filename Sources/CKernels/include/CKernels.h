#ifndef CKERNELS_H
#define CKERNELS_H

/// The innermost loops of training, for the widest vectors of the processor.
///
/// A signal is laid out [time][feature][sequence]; its rows have `stride` numbers, a multiple of 16, and start at multiples
/// of 64 bytes. Each sum runs in one order whatever the processor, so that all of them give the same bytes.

/// Y = A X, or Y = Y + A X if `adding`, of one step of signals; A lies in panels of 6 rows, column after column, and
/// its last panel is filled up with zeros.
void kernel_multiply(const float *_Nonnull panels, long rows, long columns, const float *_Nonnull x, float *_Nonnull y,
                     long stride, int adding);

/// G = G + Σ_t L_t R_tᵀ over `length` steps; G is (rows, columns), its rows `pitch` numbers apart, and the steps of L and R
/// are `left_step` and `right_step` numbers apart.
void kernel_add_outer_products(const float *_Nonnull left, long left_step, long rows, const float *_Nonnull right,
                               long right_step, long columns, long stride, long length, float *_Nonnull gradient,
                               long pitch);

/// Y_t = S + Σ_{j<taps} A_j X_{t+j} over `count` steps of 16 sequences: X_{t+j} starts `t` `x_step` + `j` `lag` numbers after
/// `x` and Y_t `t` `y_step` after `y`; S is `constants`, one for each row, or Y_t itself, or zero.
///
/// Entry (row, column) of A_j stands at ((row / 8 · all_taps + j) · columns + column) · 8 + row % 8 of `panels`, the last panel
/// filled up with zeros.
void kernel_multiply_columns(const float *_Nonnull panels, long rows, long columns, long all_taps, long taps,
                             const float *_Nonnull x, long x_step, long lag, float *_Nonnull y, long y_step, long count,
                             const float *_Nullable constants, int adding);

/// A matrix of vectors of 16 numbers, its rows and columns that many numbers apart.
typedef struct {
  float *_Nonnull base;
  long row, column;
} KernelLanes;

/// C = A B in each of 16 lanes, or C = C + A B if `adding`; A is (rows, depth) and B (depth, columns).
void kernel_multiply_lanes(KernelLanes a, KernelLanes b, KernelLanes c, long rows, long columns, long depth,
                           int adding);

typedef float KernelFloats __attribute__((ext_vector_type(16)));
typedef double KernelDoubles __attribute__((ext_vector_type(8)));

/// x y + z in each lane, fused.
static inline __attribute__((always_inline)) KernelFloats kernel_multiply_add(KernelFloats x, KernelFloats y,
                                                                              KernelFloats z) {
  return __builtin_elementwise_fma(x, y, z);
}

/// The same of `double`.
static inline __attribute__((always_inline)) KernelDoubles kernel_multiply_add_double(KernelDoubles x, KernelDoubles y,
                                                                                      KernelDoubles z) {
  return __builtin_elementwise_fma(x, y, z);
}

/// tanh of `count` numbers, a multiple of 16, which may stay where they are; within 3e-7 of its value and within (-1, 1).
void kernel_tanh(const float *_Nonnull from, float *_Nonnull to, long count);

/// 1 / (1 + e^{-x}) likewise; within 2e-7 of its value or 1e-37.
void kernel_sigmoid(const float *_Nonnull from, float *_Nonnull to, long count);

/// x Φ(x) of `count` numbers, a multiple of 16, with Φ of the standard normal distribution to 1.5e-7; and, where `derivative` is
/// given, Φ(x) + x φ(x) to it, or if `multiplying` times what stands there. `value` may be `from`.
void kernel_gelu(const float *_Nonnull from, float *_Nonnull value, float *_Nullable derivative, int multiplying,
                 long count);

/// Adds to each number at `to` the sum of a row of 16, always in the same order.
void kernel_add_totals(const float *_Nonnull rows, float *_Nonnull to, long count);

/// Functions of one number in double precision, for any `count` of numbers, which may stay where they are; a NaN stays one.
///
/// Each is within three units in the last place of its value, Φ(x) of the standard normal distribution within ten; what is below
/// 1e-307 may be zero.
typedef enum __attribute__((enum_extensibility(closed))) KernelFunction {
  KernelFunctionExponential,
  KernelFunctionTanh,
  KernelFunctionSigmoid,
  KernelFunctionLogarithm,
  /// log(1 + x)
  KernelFunctionLogarithmOfOnePlus,
  /// log(1 + e^x)
  KernelFunctionSoftplus,
  KernelFunctionNormalCumulative,
} KernelFunction;

/// The vectors that a function is compiled for; all give the same bits.
typedef enum __attribute__((enum_extensibility(closed))) KernelForm { KernelFormWide, KernelFormNarrow, KernelFormPlain } KernelForm;

/// In the widest form that the processor has.
void kernel_apply(KernelFunction function, const double *_Nonnull from, double *_Nonnull to, long count);

/// In the form asked for; 0 where the processor does not have it.
int kernel_apply_form(KernelForm form, KernelFunction function, const double *_Nonnull from, double *_Nonnull to,
                      long count);

/// Pairs of normal numbers by Marsaglia's polar method from the words of SplitMix64 after `state`, in their order; returns the
/// state after the last word that was taken.
unsigned long long kernel_gaussians(unsigned long long state, double *_Nonnull to, long pairs);

/// x cut to [-1, 1] in each lane; a NaN stays one.
static inline __attribute__((always_inline)) KernelFloats kernel_clamp(KernelFloats x) {
  typedef int Bits __attribute__((ext_vector_type(16)));
  Bits above = x > 1, below = x < -1;
  KernelFloats ends = (KernelFloats)((above & (Bits)(KernelFloats)(1.0f)) | (below & (Bits)(KernelFloats)(-1.0f)));
  return (KernelFloats)((~(above | below) & (Bits)x) | (Bits)ends);
}

/// x where |y| < 1 or y is a NaN, else 0.
static inline __attribute__((always_inline)) KernelFloats kernel_pass_inside(KernelFloats x, KernelFloats y) {
  typedef int Bits __attribute__((ext_vector_type(16)));
  return (KernelFloats)(~((y <= -1) | (y >= 1)) & (Bits)x);
}

/// The same of `double`.
static inline __attribute__((always_inline)) KernelDoubles kernel_clamp_double(KernelDoubles x) {
  typedef long Bits __attribute__((ext_vector_type(8)));
  Bits above = x > 1, below = x < -1;
  KernelDoubles ends = (KernelDoubles)((above & (Bits)(KernelDoubles)(1.0)) | (below & (Bits)(KernelDoubles)(-1.0)));
  return (KernelDoubles)((~(above | below) & (Bits)x) | (Bits)ends);
}

static inline __attribute__((always_inline)) KernelDoubles kernel_pass_inside_double(KernelDoubles x, KernelDoubles y) {
  typedef long Bits __attribute__((ext_vector_type(8)));
  return (KernelDoubles)(~((y <= -1) | (y >= 1)) & (Bits)x);
}

/// What one operation of a chain computes of its operands x, y and z.
enum {
  KERNEL_AFFINE, // p x + q
  KERNEL_ADD,
  KERNEL_SUBTRACT,
  KERNEL_MULTIPLY,
  KERNEL_DIVIDE,
  KERNEL_MULTIPLY_ADD,  // x y + z
  KERNEL_MULTIPLY_FROM, // z - x y
  KERNEL_SCALE_ADD,     // p x + y
  KERNEL_SIGMOID,
  KERNEL_TANH,
  KERNEL_EXP,
  KERNEL_LOG,
  KERNEL_SQRT,
  KERNEL_ABS,
  KERNEL_SIN,
  KERNEL_COS,
  KERNEL_RELU,
  KERNEL_SOFTPLUS,
  KERNEL_SIGN,
  KERNEL_POWER,
  KERNEL_RAISE, // x^p
  KERNEL_LARGER,
  KERNEL_SMALLER,
  KERNEL_SIGMOID_SLOPE, // x y (1 - y)
  KERNEL_TANH_SLOPE,    // x (1 - y²)
  KERNEL_PASS_POSITIVE, // x where y > 0, else 0
  KERNEL_PASS_AT_LEAST, // x where y >= z, else 0
  KERNEL_PASS_BELOW,    // x where y < z, else 0
  KERNEL_WITH_SIGN,     // x times the sign of y
};

/// One operation of a chain; operands and result are positions of places.
typedef struct {
  int code, a, b, c, to;
  double p, q;
} KernelOperation;

/// Runs `count` operations one after another over strips of `strip` numbers of panels with `length`, both multiples of 16.
///
/// A place whose `moves` is 0 is scratch for one strip. Strips stay in the first-level cache from operation to operation.
void kernel_run_chain(const KernelOperation *_Nonnull operations, long count, float *_Nonnull const *_Nonnull places,
                      const unsigned char *_Nonnull moves, long length, long strip);

/// Tells the processor that the caller waits for another thread.
static inline void kernel_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

#endif
