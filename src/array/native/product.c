// Products of very large matrices of one type, block by block: OpenBLAS's place where it is not installed, or is slower.
#include "kernels.h"
#include <stdlib.h>

#if defined(__AVX512F__)
#define BYTES 64
#define TILE 12
#elif defined(__AVX__)
#define BYTES 32
#define TILE 6
#else
#define BYTES 16
#define TILE 12
#endif
// Rows, terms of each sum and columns of a block: panels of A lie in the second cache, one of B in the first.
#define HEIGHT (TILE * 16)
#define DEPTH 256
#define WIDTH 2048
/** Terms of a row of A that lie side by side in its panel: they are copied as they come, where a transpose would cost a tenth. */
#define RUN 8
/** A last tile of fewer rows than TILE is one of one or two thirds. */
#define STEP (TILE / 3)
#define LESS_OF(x, y) ((x) < (y) ? (x) : (y))
#define WHOLE(count, unit) (((count) + (unit) - 1) / (unit) * (unit))
#define LINE 64

#define PRODUCT(T, Lanes, ACROSS)                                                                                    \
  typedef T Lanes __attribute__((vector_size(BYTES), aligned(sizeof(T))));                                           \
                                                                                                                     \
  /** Rows of a tile, RUN terms of each, then the next RUN of each; a row that a last tile lacks is 0. */            \
  static void pack_rows_##T(int64_t count, int64_t depth, const T *x, int64_t step, int64_t step_k, T *to) {         \
    for (int64_t j = 0; j < count; j += TILE, x += TILE * step) {                                                    \
      const int64_t whole = LESS_OF(TILE, count - j), height = WHOLE(whole, STEP);                                   \
      for (int64_t k = 0; k < depth; k += RUN)                                                                       \
        for (int64_t i = 0; i < height; i++, to += RUN) {                                                            \
          const T *p = x + i * step + k * step_k;                                                                    \
          const int64_t terms = i < whole ? LESS_OF(RUN, depth - k) : 0;                                             \
          if (terms == RUN && step_k == 1) memcpy(to, p, RUN * sizeof(T));                                           \
          else for (int l = 0; l < RUN; l++) to[l] = l < terms ? p[l * step_k] : 0;                                  \
        }                                                                                                            \
    }                                                                                                                \
  }                                                                                                                  \
                                                                                                                     \
  /** ACROSS columns at a time, one element of each, then the next of each; what a last panel lacks is 0. */         \
  static void pack_columns_##T(int64_t count, int64_t depth, const T *x, int64_t step, int64_t step_k, T *to) {      \
    for (int64_t j = 0; j < count; j += ACROSS, x += ACROSS * step) {                                                \
      const int64_t whole = LESS_OF(ACROSS, count - j);                                                              \
      int64_t terms;                                                                                                 \
      for (int64_t k = 0; k < depth; k += RUN, to += terms * ACROSS) {                                               \
        const T *p = x + k * step_k;                                                                                 \
        terms = LESS_OF(RUN, depth - k);                                                                             \
        if (step == 1 && whole == ACROSS)                                                                            \
          for (int l = 0; l < terms; l++) memcpy(to + l * ACROSS, p + l * step_k, ACROSS * sizeof(T));               \
        else                                                                                                         \
          for (int i = 0; i < ACROSS; i++)                                                                           \
            for (int l = 0; l < terms; l++) to[l * ACROSS + i] = i < whole ? p[i * step + l * step_k] : 0;           \
      }                                                                                                              \
    }                                                                                                                \
  }                                                                                                                  \
                                                                                                                     \
  /** One term of each sum of a tile. */                                                                             \
  INLINE void add_term_##T(const int rows, Lanes (*sums)[2], const T *a, const T *b) {                               \
    const Lanes b0 = *(const Lanes *)b, b1 = *(const Lanes *)(b + ACROSS / 2);                                       \
    _Pragma("GCC unroll 16") for (int i = 0; i < rows; i++) {                                                        \
      sums[i][0] += a[i * RUN] * b0;                                                                                 \
      sums[i][1] += a[i * RUN] * b1;                                                                                 \
    }                                                                                                                \
  }                                                                                                                  \
                                                                                                                     \
  /** A tile of the result, whose sums stay in registers. Its place in memory comes meanwhile. */                    \
  INLINE void tile_##T(                                                                                              \
    const int rows, int64_t depth, const T *a, const T *b, T *c, int64_t row, int64_t height, int64_t width,         \
    int adds                                                                                                         \
  ) {                                                                                                                \
    Lanes sums[TILE][2] = {{{0}}};                                                                                   \
    for (int64_t i = 0; i < height; i++)                                                                             \
      for (int64_t j = 0; j < width; j += LINE / sizeof(T)) __builtin_prefetch(c + i * row + j, 1);                  \
    for (int64_t run = 0; run < depth / RUN; run++, a += rows * RUN, b += RUN * ACROSS)                              \
      _Pragma("GCC unroll 8") for (int k = 0; k < RUN; k++) add_term_##T(rows, sums, a + k, b + k * ACROSS);         \
    for (int64_t k = 0; k < depth % RUN; k++) add_term_##T(rows, sums, a + k, b + k * ACROSS);                       \
    if (height == rows && width == ACROSS)                                                                           \
      _Pragma("GCC unroll 16") for (int i = 0; i < rows; i++)                                                        \
        _Pragma("GCC unroll 2") for (int j = 0; j < 2; j++) {                                                        \
          Lanes *to = (Lanes *)(c + i * row) + j;                                                                    \
          *to = adds ? *to + sums[i][j] : sums[i][j];                                                                \
        }                                                                                                            \
    else {                                                                                                           \
      T rest[TILE][ACROSS];                                                                                          \
      memcpy(rest, sums, sizeof rest);                                                                               \
      for (int64_t i = 0; i < height; i++)                                                                           \
        for (int64_t j = 0; j < width; j++) c[i * row + j] = adds ? c[i * row + j] + rest[i][j] : rest[i][j];        \
    }                                                                                                                \
  }                                                                                                                  \
                                                                                                                     \
  /** One panel of columns times panels of rows. */                                                                  \
  static void tiles_##T(                                                                                             \
    int64_t depth, const T *a, const T *b, T *c, int64_t row, int64_t height, int64_t width, int adds                \
  ) {                                                                                                                \
    for (; height > 0; height -= TILE, a += TILE * WHOLE(depth, RUN), c += TILE * row) {                             \
      const int64_t rows = LESS_OF(TILE, height);                                                                    \
      if (rows > 2 * STEP) tile_##T(TILE, depth, a, b, c, row, rows, width, adds);                                   \
      else if (rows > STEP) tile_##T(2 * STEP, depth, a, b, c, row, rows, width, adds);                              \
      else tile_##T(STEP, depth, a, b, c, row, rows, width, adds);                                                   \
    }                                                                                                                \
  }                                                                                                                  \
                                                                                                                     \
  static int product_##T(                                                                                            \
    int64_t rows, int64_t inner, int64_t columns, const T *a, int64_t step_m, int64_t step_k,                        \
    const T *b, int64_t row_b, int64_t step_n, T *c, int64_t row_c, int adds                                         \
  ) {                                                                                                                \
    const int64_t most = WHOLE(LESS_OF(WIDTH, columns), ACROSS);                                                     \
    void *const memory = malloc((HEIGHT + most) * DEPTH * sizeof(T) + LINE);                                         \
    if (!memory) return 0;                                                                                           \
    T *const left = (T *)WHOLE((uintptr_t)memory, LINE), *const right = left + HEIGHT * DEPTH;                       \
    for (int64_t m = 0; inner == 0 && !adds && m < rows; m++) memset(c + m * row_c, 0, columns * sizeof(T));         \
    for (int64_t n = 0; n < columns; n += WIDTH)                                                                     \
      for (int64_t k = 0; k < inner; k += DEPTH) {                                                                   \
        const int64_t width = LESS_OF(WIDTH, columns - n), depth = LESS_OF(DEPTH, inner - k);                        \
        pack_columns_##T(width, depth, b + k * row_b + n * step_n, step_n, row_b, right);                            \
        for (int64_t m = 0; m < rows; m += HEIGHT) {                                                                 \
          const int64_t height = LESS_OF(HEIGHT, rows - m);                                                          \
          pack_rows_##T(height, depth, a + m * step_m + k * step_k, step_m, step_k, left);                           \
          for (int64_t j = 0; j < width; j += ACROSS)                                                                \
            tiles_##T(depth, left, right + j * depth, c + m * row_c + n + j, row_c,                                  \
                      height, LESS_OF(ACROSS, width - j), adds || k > 0);                                            \
        }                                                                                                            \
      }                                                                                                              \
    free(memory);                                                                                                    \
    return 1;                                                                                                        \
  }

PRODUCT(double, Doubles, (2 * BYTES / 8))
PRODUCT(float, Floats, (2 * BYTES / 4))

/**
 * c[m, n] = Σₖ a[m, k] b[k, n] for floats or doubles, added to what c holds where it `adds`; elements lie `step_m`, `step_k` and
 * `row_b`, `step_n` apart, so that a transpose is only another pair of steps, and rows of c `row_c`. Returns 0, having done nothing,
 * where there is no memory for the panels.
 */
EXPORT(int, product)(
  int kind, int64_t rows, int64_t inner, int64_t columns, const void *a, int64_t step_m, int64_t step_k,
  const void *b, int64_t row_b, int64_t step_n, void *c, int64_t row_c, int adds
) {
  if (kind == FLOAT64) return product_double(rows, inner, columns, a, step_m, step_k, b, row_b, step_n, c, row_c, adds);
  return product_float(rows, inner, columns, a, step_m, step_k, b, row_b, step_n, c, row_c, adds);
}

/**
 * Multiplications up to which a product is as fast as OpenBLAS's, or faster: with AVX-512, those of 1,024 square. Of 256 square it takes
 * 0.85 of the time, as OpenBLAS writes the result twice; of 4,096 square, where sums wait in memory more often, 1.1.
 */
EXPORT(int64_t, product_leads_to)(void) { return BYTES == 64 ? 1 << 30 : 0; }
