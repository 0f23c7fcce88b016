#include "CKernels.h"
#include "Lanes.h"

/// Rows of a panel.
enum { height = 8 };

/// One product with everything but the place in hand.
typedef struct {
  long columns, taps, x_step, lag, y_step;
  int adding;
} Shape;

/// `rows` rows of a panel times `steps` steps, of which `valid` rows exist.
INLINE void tile(const Shape *s, const float *panel, const float *x, float *y, const float *constants, long valid,
                 const int rows, const int steps) {
  Lanes sums[height][3];
  UNROLL for (int row = 0; row < rows; row++) {
    Lanes start = {};
    if (constants && row < valid) start += constants[row];
    UNROLL for (int t = 0; t < steps; t++)
      sums[row][t] = s->adding && row < valid ? *(Lanes *)(y + t * s->y_step + row * 16) : start;
  }
  for (long tap = 0; tap < s->taps; tap++) {
    const float *input = x + tap * s->lag;
    for (long column = 0; column < s->columns; column++) {
      Lanes values[3];
      UNROLL for (int t = 0; t < steps; t++) values[t] = *(const Lanes *)(input + t * s->x_step);
      UNROLL for (int row = 0; row < rows; row++) {
        UNROLL for (int t = 0; t < steps; t++) sums[row][t] = panel[row] * values[t] + sums[row][t];
      }
      panel += height;
      input += 16;
    }
  }
  UNROLL for (int row = 0; row < rows; row++) {
    if (row >= valid) return;
    UNROLL for (int t = 0; t < steps; t++) *(Lanes *)(y + t * s->y_step + row * 16) = sums[row][t];
  }
}

/// Tiles of `tall` rows by `broad` steps, and what is left over in single steps.
INLINE void multiply(const Shape *s, const float *panels, long rows, long panel_size, const float *x, float *y,
                     long count, const float *constants, const int tall, const int broad) {
  for (long t = 0; t < count;) {
    int is_broad = t + broad <= count;
    for (long row = 0; row < rows; row += tall) {
      const float *panel = panels + row / height * panel_size + row % height;
      const float *start = constants ? constants + row : 0;
      const float *input = x + t * s->x_step;
      float *output = y + t * s->y_step + row * 16;
      if (is_broad) tile(s, panel, input, output, start, rows - row, tall, broad);
      else tile(s, panel, input, output, start, rows - row, tall, 1);
    }
    t += is_broad ? broad : 1;
  }
}

NARROW static void multiply_narrow(const Shape *s, const float *panels, long rows, long panel_size, const float *x,
                                   float *y, long count, const float *constants) {
  multiply(s, panels, rows, panel_size, x, y, count, constants, 4, 1);
}

WIDE static void multiply_wide(const Shape *s, const float *panels, long rows, long panel_size, const float *x,
                               float *y, long count, const float *constants) {
  multiply(s, panels, rows, panel_size, x, y, count, constants, height, 3);
}

void kernel_multiply_columns(const float *panels, long rows, long columns, long all_taps, long taps, const float *x,
                             long x_step, long lag, float *y, long y_step, long count, const float *constants,
                             int adding) {
  Shape s = {columns, taps, x_step, lag, y_step, adding};
  (HAS_WIDE ? multiply_wide : multiply_narrow)(&s, panels, rows, height * columns * all_taps, x, y, count, constants);
}
