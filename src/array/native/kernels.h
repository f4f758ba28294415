// What the arrays' kernels share.
#pragma once
#include "exports.h"

// The types of elements, in the order of `kinds` in ../core.ts.
enum { FLOAT64, FLOAT32, INT32, UINT8 };
// The operations, in the order of `nativeOperations` in ../coreOperations.ts.
enum {
  ADD, SUB, MAXIMUM, MINIMUM, MUL, DIV, EQUAL, NOT_EQUAL, GREATER, GREATER_EQUAL, LESS, LESS_EQUAL, AND, OR,
  FLOOR_DIVIDE, MOD, FMAX, FMIN, COPYSIGN, HEAVISIDE, HYPOT, OPERATIONS
};

INLINE uint64_t bits64(double x) { uint64_t b; memcpy(&b, &x, 8); return b; }
INLINE uint32_t bits32(float x) { uint32_t b; memcpy(&b, &x, 4); return b; }
INLINE double double_of(uint64_t b) { double x; memcpy(&x, &b, 8); return x; }
INLINE float float_of(uint32_t b) { float x; memcpy(&x, &b, 4); return x; }

// JavaScript's Math.max and Math.min: NaN if one is, and 0 is larger than -0.
INLINE double larger_double(double x, double y) {
  return x > y ? x : x < y ? y : x == y ? double_of(bits64(x) & bits64(y)) : x + y;
}
INLINE double smaller_double(double x, double y) {
  return x < y ? x : x > y ? y : x == y ? double_of(bits64(x) | bits64(y)) : x + y;
}
INLINE float larger_float(float x, float y) {
  return x > y ? x : x < y ? y : x == y ? float_of(bits32(x) & bits32(y)) : x + y;
}
INLINE float smaller_float(float x, float y) {
  return x < y ? x : x > y ? y : x == y ? float_of(bits32(x) | bits32(y)) : x + y;
}
INLINE int32_t larger_int32_t(int32_t x, int32_t y) { return x > y ? x : y; }
INLINE int32_t smaller_int32_t(int32_t x, int32_t y) { return x < y ? x : y; }
INLINE uint8_t larger_uint8_t(uint8_t x, uint8_t y) { return x > y ? x : y; }
INLINE uint8_t smaller_uint8_t(uint8_t x, uint8_t y) { return x < y ? x : y; }

/** Bytes of an element. */
INLINE int64_t size_of(int kind) { return kind == FLOAT64 ? 8 : kind == UINT8 ? 1 : 4; }

/**
 * Bytes of a result from which on its lines are asked for before they are written: the caches have forgotten what lay there, a result
 * that was freed. Writing past the caches would be faster, but not what reads the result next.
 */
#define LARGE (1 << 19)
/** Bytes of it that are computed at a time, while the next ones come. */
#define STRIP 4096

/** n elements of a result of `total` bytes, `size` each, at c: `compute` writes `count` of them, from the `done`-th on, to `out`. */
#define IN_STRIPS(total, n, size, c, compute)                                                \
  do {                                                                                       \
    const int64_t strip = (total) < LARGE ? (n) : STRIP / (size);                            \
    for (int64_t done = 0; done < (n); done += strip) {                                      \
      const int64_t count = (n) - done < strip ? (n) - done : strip;                         \
      char *const out = (char *)(c) + done * (size);                                         \
      if ((total) >= LARGE)                                                                  \
        for (int i = STRIP; i < 2 * STRIP; i += 64) __builtin_prefetch(out + i, 1);          \
      compute;                                                                               \
    }                                                                                        \
  } while (0)
