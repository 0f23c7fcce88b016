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

/// Tells the processor that the caller waits for another thread.
static inline void kernel_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

#endif
