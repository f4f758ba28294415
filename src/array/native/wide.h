// As many numbers at a time as a register holds, for the functions that no processor has: exp, log and tanh. Of vectors wider than
// that, GCC does some steps one number at a time.
#include "kernels.h"

#ifdef __AVX512F__
#define WIDE 8
#elif defined(__AVX2__)
#define WIDE 4
#else
#define WIDE 2
#endif
typedef double doubles __attribute__((vector_size(sizeof(double) * WIDE)));
typedef float floats __attribute__((vector_size(sizeof(float) * WIDE)));
typedef int64_t integers __attribute__((vector_size(sizeof(int64_t) * WIDE)));
typedef uint64_t naturals __attribute__((vector_size(sizeof(int64_t) * WIDE))); // AVX2 shifts no others to the right

/** x where the mask is -1, y where it is 0. */
INLINE doubles choose(integers mask, doubles x, doubles y) { return (doubles)((mask & (integers)x) | (~mask & (integers)y)); }
