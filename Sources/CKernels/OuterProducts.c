#include "CKernels.h"
#include "Lanes.h"

/// Numbers of a row that are summed before they are added to the gradient; what a few rows of it take stays in the caches.
enum { block = 512 };

/// L and R over a block of steps.
typedef struct {
  const float *left, *right;
  long left_step, right_step, stride, length;
} Block;

/// Sums of halves, quarters or neighbours of the lanes of two vectors, those of `a` before those of `b`.
#define HALVES(a, b)                                                                              \
  (__builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23) +         \
   __builtin_shufflevector(a, b, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31))
#define QUARTERS(a, b)                                                                            \
  (__builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27) +       \
   __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31))
#define NEIGHBOURS(a, b)                                                                          \
  (__builtin_shufflevector(a, b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30) +      \
   __builtin_shufflevector(a, b, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31))

/// Leaves in lane i of the first vector the sum of the lanes of vector i, of `count` of them.
INLINE void add_lanes(Lanes *lanes, const int count) {
  UNROLL for (int i = 0; i < (count + 1) / 2; i++) lanes[i] = HALVES(lanes[2 * i], lanes[2 * i + 1]);
  UNROLL for (int i = 0; i < (count + 3) / 4; i++) lanes[i] = QUARTERS(lanes[2 * i], lanes[2 * i + 1]);
  UNROLL for (int i = 0; i < (count + 7) / 8; i++) lanes[i] = NEIGHBOURS(lanes[2 * i], lanes[2 * i + 1]);
  lanes[0] = NEIGHBOURS(lanes[0], lanes[1]);
}

/// Adds `rows` by `columns` entries from the rows that start at `left` and `right`.
INLINE void tile(const Block *b, const float *left, const float *right, float *gradient, long pitch, const int rows,
                 const int columns) {
  Lanes sums[16];
  UNROLL for (int i = 0; i < 16; i++) sums[i] = (Lanes){};
  for (long time = 0; time < b->length; time++) {
    for (long place = 0; place < b->stride; place += 16) {
      Lanes values[4];
      UNROLL for (int j = 0; j < columns; j++) values[j] = *(const Lanes *)(right + j * b->stride + place);
      UNROLL for (int i = 0; i < rows; i++) {
        Lanes slope = *(const Lanes *)(left + i * b->stride + place);
        UNROLL for (int j = 0; j < columns; j++) sums[i * columns + j] = slope * values[j] + sums[i * columns + j];
      }
    }
    left += b->left_step;
    right += b->right_step;
  }
  add_lanes(sums, rows * columns);
  UNROLL for (int i = 0; i < rows; i++) {
    UNROLL for (int j = 0; j < columns; j++) gradient[i * pitch + j] += sums[0][i * columns + j];
  }
}

/// All entries, in tiles of `tall` by `broad`; what is left over in single rows and columns.
INLINE void add_block(const Block *b, long rows, long columns, float *gradient, long pitch, const int tall,
                      const int broad) {
  for (long column = 0; column < columns;) {
    int is_broad = column + broad <= columns;
    const float *right = b->right + column * b->stride;
    for (long row = 0; row < rows;) {
      int is_tall = row + tall <= rows;
      const float *left = b->left + row * b->stride;
      float *entry = gradient + row * pitch + column;
      if (is_tall && is_broad) tile(b, left, right, entry, pitch, tall, broad);
      else if (is_tall) tile(b, left, right, entry, pitch, tall, 1);
      else if (is_broad) tile(b, left, right, entry, pitch, 1, broad);
      else tile(b, left, right, entry, pitch, 1, 1);
      row += is_tall ? tall : 1;
    }
    column += is_broad ? broad : 1;
  }
}

NARROW static void add_block_narrow(const Block *b, long rows, long columns, float *gradient, long pitch) {
  add_block(b, rows, columns, gradient, pitch, 3, 2);
}

WIDE static void add_block_wide(const Block *b, long rows, long columns, float *gradient, long pitch) {
  add_block(b, rows, columns, gradient, pitch, 4, 4);
}

void kernel_add_outer_products(const float *left, long left_step, long rows, const float *right, long right_step,
                               long columns, long stride, long length, float *gradient, long pitch) {
  long some = stride < block ? block / stride : 1;
  for (long start = 0; start < length; start += some) {
    long count = length - start < some ? length - start : some;
    Block b = {left + start * left_step, right + start * right_step, left_step, right_step, stride, count};
    (HAS_WIDE ? add_block_wide : add_block_narrow)(&b, rows, columns, gradient, pitch);
  }
}
