// Products of very large matrices of one type, block by block: OpenBLAS's place where it is not installed.
#include "kernels.h"
#include <stdlib.h>

#if defined(__AVX512F__)
#define BYTES 64
#define TILE 12
#elif defined(__AVX__)
#define BYTES 32
#define TILE 6
#elif defined(__aarch64__)
#define BYTES 16
#define TILE 12
#else
#define BYTES 16
#define TILE 6
#endif
// Rows, terms of each sum and columns of a block: panels of A lie in the second cache, one of B in the first.
#define HEIGHT (TILE * 16)
#define DEPTH 256
#define WIDTH 2048
#define LESS_OF(x, y) ((x) < (y) ? (x) : (y))

#define PRODUCT(T, Lanes, ACROSS)                                                                                  \
  typedef T Lanes __attribute__((vector_size(BYTES), aligned(sizeof(T))));                                         \
                                                                                                                   \
  /** `width` columns at a time, one element of each, then the next of each; what a last panel lacks is 0. */      \
  static void pack_##T(int width, int64_t count, int64_t depth, const T *x, int64_t step, int64_t step_k, T *to) { \
    for (int64_t j = 0; j < count; j += width, x += width * step) {                                                \
      const int64_t whole = LESS_OF(width, count - j);                                                             \
      const T *p = x;                                                                                              \
      for (int64_t k = 0; k < depth; k++, p += step_k, to += width)                                                \
        if (step == 1 && whole == width) memcpy(to, p, width * sizeof(T));                                         \
        else for (int i = 0; i < width; i++) to[i] = i < whole ? p[i * step] : 0;                                  \
    }                                                                                                              \
  }                                                                                                                \
                                                                                                                   \
  /** A tile of the result, whose sums stay in registers. */                                                       \
  static void tile_##T(int64_t depth, const T *a, const T *b, T *c, int64_t row, int64_t height, int64_t width) {  \
    Lanes sums[TILE][2] = {{{0}}};                                                                                 \
    for (int64_t k = 0; k < depth; k++, a += TILE, b += ACROSS) {                                                  \
      const Lanes b0 = *(const Lanes *)b, b1 = *(const Lanes *)(b + ACROSS / 2);                                   \
      _Pragma("GCC unroll 16") for (int i = 0; i < TILE; i++) {                                                    \
        sums[i][0] += a[i] * b0;                                                                                   \
        sums[i][1] += a[i] * b1;                                                                                   \
      }                                                                                                            \
    }                                                                                                              \
    for (int i = 0; i < height; i++, c += row)                                                                     \
      for (int j = 0; j < width; j++) c[j] += ((const T *)sums[i])[j];                                             \
  }                                                                                                                \
                                                                                                                   \
  static int product_##T(                                                                                          \
    int64_t rows, int64_t inner, int64_t columns, const T *a, int64_t step_m, int64_t step_k,                      \
    const T *b, int64_t row_b, int64_t step_n, T *c, int64_t row_c, int adds                                       \
  ) {                                                                                                              \
    T *left = malloc((HEIGHT * DEPTH + DEPTH * (WIDTH + ACROSS)) * sizeof(T)), *right = left + HEIGHT * DEPTH;     \
    if (!left) return 0;                                                                                           \
    for (int64_t m = 0; !adds && m < rows; m++) memset(c + m * row_c, 0, columns * sizeof(T));                     \
    for (int64_t n = 0; n < columns; n += WIDTH)                                                                   \
      for (int64_t k = 0; k < inner; k += DEPTH) {                                                                 \
        const int64_t width = LESS_OF(WIDTH, columns - n), depth = LESS_OF(DEPTH, inner - k);                      \
        pack_##T(ACROSS, width, depth, b + k * row_b + n * step_n, step_n, row_b, right);                          \
        for (int64_t m = 0; m < rows; m += HEIGHT) {                                                               \
          const int64_t height = LESS_OF(HEIGHT, rows - m);                                                        \
          pack_##T(TILE, height, depth, a + m * step_m + k * step_k, step_m, step_k, left);                        \
          for (int64_t j = 0; j < width; j += ACROSS)                                                              \
            for (int64_t i = 0; i < height; i += TILE)                                                             \
              tile_##T(depth, left + i * depth, right + j * depth, c + (m + i) * row_c + n + j, row_c,             \
                       LESS_OF(TILE, height - i), LESS_OF(ACROSS, width - j));                                     \
        }                                                                                                          \
      }                                                                                                            \
    free(left);                                                                                                    \
    return 1;                                                                                                      \
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
