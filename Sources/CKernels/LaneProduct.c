#include "CKernels.h"
#include "Lanes.h"

/// `rows` by `columns` entries of C.
INLINE void tile(KernelLanes a, KernelLanes b, KernelLanes c, long depth, int adding, const int rows,
                 const int columns) {
  Lanes sums[4][4];
  UNROLL for (int i = 0; i < rows; i++) {
    UNROLL for (int j = 0; j < columns; j++)
      sums[i][j] = adding ? *(Lanes *)(c.base + i * c.row + j * c.column) : (Lanes){};
  }
  for (long k = 0; k < depth; k++) {
    Lanes values[4];
    UNROLL for (int j = 0; j < columns; j++) values[j] = *(Lanes *)(b.base + j * b.column);
    UNROLL for (int i = 0; i < rows; i++) {
      Lanes factor = *(Lanes *)(a.base + i * a.row);
      UNROLL for (int j = 0; j < columns; j++) sums[i][j] = factor * values[j] + sums[i][j];
    }
    a.base += a.column;
    b.base += b.row;
  }
  UNROLL for (int i = 0; i < rows; i++) {
    UNROLL for (int j = 0; j < columns; j++) *(Lanes *)(c.base + i * c.row + j * c.column) = sums[i][j];
  }
}

INLINE KernelLanes moved(KernelLanes matrix, long row, long column) {
  matrix.base += row * matrix.row + column * matrix.column;
  return matrix;
}

/// All entries, in tiles of `tall` by `broad`; what is left over in single rows and columns.
INLINE void multiply(KernelLanes a, KernelLanes b, KernelLanes c, long rows, long columns, long depth, int adding,
                     const int tall, const int broad) {
  for (long row = 0; row < rows;) {
    int is_tall = row + tall <= rows;
    KernelLanes left = moved(a, row, 0);
    for (long column = 0; column < columns;) {
      int is_broad = column + broad <= columns;
      KernelLanes right = moved(b, 0, column), result = moved(c, row, column);
      if (is_tall && is_broad) tile(left, right, result, depth, adding, tall, broad);
      else if (is_tall) tile(left, right, result, depth, adding, tall, 1);
      else if (is_broad) tile(left, right, result, depth, adding, 1, broad);
      else tile(left, right, result, depth, adding, 1, 1);
      column += is_broad ? broad : 1;
    }
    row += is_tall ? tall : 1;
  }
}

NARROW static void multiply_narrow(KernelLanes a, KernelLanes b, KernelLanes c, long rows, long columns, long depth,
                                   int adding) {
  multiply(a, b, c, rows, columns, depth, adding, 4, 1);
}

WIDE static void multiply_wide(KernelLanes a, KernelLanes b, KernelLanes c, long rows, long columns, long depth,
                               int adding) {
  multiply(a, b, c, rows, columns, depth, adding, 4, 4);
}

void kernel_multiply_lanes(KernelLanes a, KernelLanes b, KernelLanes c, long rows, long columns, long depth,
                           int adding) {
  (HAS_WIDE ? multiply_wide : multiply_narrow)(a, b, c, rows, columns, depth, adding);
}
