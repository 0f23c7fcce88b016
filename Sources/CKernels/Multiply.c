#include "CKernels.h"
#include "Lanes.h"

/// Rows of a panel.
enum { height = 6 };

/// `rows` rows of a panel times `vectors` vectors of the step.
INLINE void tile(const float *panel, long columns, const float *x, float *y, long stride, long rows, int adding,
                 const int vectors) {
  Lanes sums[height][2];
  UNROLL for (int row = 0; row < height; row++) UNROLL for (int v = 0; v < vectors; v++) sums[row][v] = (Lanes){};
  for (long column = 0; column < columns; column++) {
    const Lanes *in = (const Lanes *)x;
    UNROLL for (int row = 0; row < height; row++) {
      UNROLL for (int v = 0; v < vectors; v++) sums[row][v] = panel[row] * in[v] + sums[row][v];
    }
    panel += height;
    x += stride;
  }
  UNROLL for (int row = 0; row < height; row++) {
    if (row >= rows) return;
    UNROLL for (int v = 0; v < vectors; v++) {
      Lanes *out = (Lanes *)(y + row * stride) + v;
      *out = adding ? *out + sums[row][v] : sums[row][v];
    }
  }
}

INLINE void multiply(const float *panels, long rows, long columns, const float *x, float *y, long stride, int adding,
                     const int vectors) {
  for (long row = 0; row < rows; row += height) {
    const float *panel = panels + row * columns;
    long place = 0;
    for (; place + 16 * vectors <= stride; place += 16 * vectors)
      tile(panel, columns, x + place, y + row * stride + place, stride, rows - row, adding, vectors);
    for (; place < stride; place += 16)
      tile(panel, columns, x + place, y + row * stride + place, stride, rows - row, adding, 1);
  }
}

NARROW static void multiply_narrow(const float *panels, long rows, long columns, const float *x, float *y, long stride,
                                   int adding) {
  multiply(panels, rows, columns, x, y, stride, adding, 1);
}

WIDE static void multiply_wide(const float *panels, long rows, long columns, const float *x, float *y, long stride,
                               int adding) {
  multiply(panels, rows, columns, x, y, stride, adding, 2);
}

void kernel_multiply(const float *panels, long rows, long columns, const float *x, float *y, long stride, int adding) {
  (HAS_WIDE ? multiply_wide : multiply_narrow)(panels, rows, columns, x, y, stride, adding);
}
