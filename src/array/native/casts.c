// Elements of another type, on the arrays' own memory.
#include "kernels.h"

/** c = a in another type, n elements. Returns whether a float was none that an int32 holds without its fraction. */
#define CAST(T, R, value, lost)                                                                                          \
  static int T##_to_##R(int64_t n, const void *from, void *to) {                                                         \
    const T *a = from;                                                                                                   \
    R *c = to;                                                                                                           \
    int others = 0;                                                                                                      \
    INDEPENDENT for (int64_t i = 0; i < n; i++) { const T x = a[i]; others |= (lost); c[i] = (R)(value); }               \
    return others;                                                                                                       \
  }
#define OUTSIDE !((x > -2147483649.0) & (x < 2147483648.0))

CAST(double, float, x, 0)
CAST(double, int32_t, x, OUTSIDE)
CAST(double, uint8_t, (int32_t)x, OUTSIDE)
CAST(float, double, x, 0)
CAST(float, int32_t, x, OUTSIDE)
CAST(float, uint8_t, (int32_t)x, OUTSIDE)
CAST(int32_t, double, x, 0)
CAST(int32_t, float, x, 0)
CAST(int32_t, uint8_t, x, 0)
CAST(uint8_t, double, x, 0)
CAST(uint8_t, float, x, 0)
CAST(uint8_t, int32_t, x, 0)

typedef int (*Cast)(int64_t n, const void *a, void *c);

/** By the kinds of the elements that are, and that shall be. */
static const Cast casts_of[4][4] = {
  {0, double_to_float, double_to_int32_t, double_to_uint8_t},
  {float_to_double, 0, float_to_int32_t, float_to_uint8_t},
  {int32_t_to_double, int32_t_to_float, 0, int32_t_to_uint8_t},
  {uint8_t_to_double, uint8_t_to_float, uint8_t_to_int32_t, 0},
};

/** c = n elements of a, from its place `from` on, in another type. Returns 0, with anything in c, where an integer cannot hold one. */
EXPORT(int, casts)(int kind, int kind_c, int64_t n, const char *a, int64_t from, void *c) {
  const int64_t size = size_of(kind), size_c = size_of(kind_c);
  const Cast cast = casts_of[kind][kind_c];
  a += from * size;
  int others = 0;
  if (cast) IN_STRIPS(n * size_c, n, size_c, c, others |= cast(count, a + done * size, out));
  else memcpy(c, a, n * size);
  return !others;
}
