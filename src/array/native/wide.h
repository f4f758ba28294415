// Eight numbers at a time, for the functions that no processor has: exp and log.
#include "kernels.h"

#define WIDE 8
typedef double doubles __attribute__((vector_size(sizeof(double) * WIDE)));
typedef float floats __attribute__((vector_size(sizeof(float) * WIDE)));
typedef int64_t integers __attribute__((vector_size(sizeof(int64_t) * WIDE)));
