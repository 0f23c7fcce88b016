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

#endif
