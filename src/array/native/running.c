// Running sums and products of floats, each rounded to their type before the next.
#include "kernels.h"

/** Of each n rows of `inner` elements: in a single column one after the other, else row after row. */
#define RUNNING(name, T, op)                                                                  \
  static void running_##name##_##T(int64_t outer, int64_t n, int64_t inner, const T *x, T *out) { \
    for (; outer > 0; outer--, x += n * inner, out += n * inner) {                            \
      memcpy(out, x, inner * sizeof(T));                                                      \
      if (inner == 1) {                                                                       \
        T total = x[0];                                                                       \
        for (int64_t i = 1; i < n; i++) out[i] = total = total op x[i];                       \
      } else                                                                                  \
        for (int64_t row = 1; row < n; row++) {                                               \
          const T *p = x + row * inner, *before = out + (row - 1) * inner;                    \
          T *to = out + row * inner;                                                          \
          INDEPENDENT for (int64_t k = 0; k < inner; k++) to[k] = before[k] op p[k];          \
        }                                                                                     \
    }                                                                                         \
  }

RUNNING(sum, double, +)
RUNNING(sum, float, +)
RUNNING(product, double, *)
RUNNING(product, float, *)

/** Running sums, or `products`, of each n > 0 rows of `inner` > 0 floats or doubles. */
EXPORT(void, running)(int products, int kind, int64_t outer, int64_t n, int64_t inner, const void *x, void *out) {
  if (kind == FLOAT64) (products ? running_product_double : running_sum_double)(outer, n, inner, x, out);
  else (products ? running_product_float : running_sum_float)(outer, n, inner, x, out);
}
