// What the engine's kernels share: they have the bits of ../assembly, whose files of the same name say what they compute. Every sum is
// made in the same order, without fused operations, only in wider vectors.
#include "exports.h"
#include "records.h"

// BYTES of a vector.
#if defined(__AVX512F__)
#define BYTES 64
#elif defined(__AVX__)
#define BYTES 32
#else
#define BYTES 16
#endif

typedef float Floats __attribute__((vector_size(BYTES), aligned(4)));
typedef float Quad __attribute__((vector_size(16), aligned(4)));

/** A pair of a list of non-zeros. */
typedef struct { uint32_t offset; float value; } NonZero;
