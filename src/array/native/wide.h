// Eight numbers at a time, for the functions that no processor has: exp, log and tanh.
#include "kernels.h"

#define WIDE 8
typedef double doubles __attribute__((vector_size(sizeof(double) * WIDE)));
typedef float floats __attribute__((vector_size(sizeof(float) * WIDE)));
typedef int64_t integers __attribute__((vector_size(sizeof(int64_t) * WIDE)));

/** x where the mask is -1, y where it is 0. */
INLINE doubles choose(integers mask, doubles x, doubles y) { return (doubles)((mask & (integers)x) | (~mask & (integers)y)); }
