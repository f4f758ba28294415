// Products that skip zeros: ../assembly/sparse.ts says what a list of non-zeros is.
#include "engine.h"

/** Bytes of a tile's row: four sums at a time. */
#define TILE (4 * BYTES)
/** What offsets in a list are multiples of: bytes of a row of the interpreter's tiles. */
#define LISTED_TILE (4 * TILE_COLUMNS)

/** One listed row times a tile, of which `width` bytes are stored. */
INLINE void row_times_tile(const NonZero *p, const NonZero *end, const char *tile, char *c, int64_t width) {
  Floats sums[4] = {{0}};
  for (; p < end; p++) {
    const Floats *b = (const Floats *)(tile + (int64_t)p->offset * (TILE / LISTED_TILE));
    for (int v = 0; v < 4; v++) sums[v] += p->value * b[v];
  }
  if (width == TILE) memcpy(c, sums, TILE);
  else memcpy(c, sums, width);
}

/**
 * C[rows × N] = listed rows · B[K × N], addresses from `memory` on, N a multiple of 4. Row i of the list ends at `ends[i]`; rows of B
 * and C lie `row_b` and `row_c` bytes apart. `scratch`: room for K rows of a tile and K bytes. `leave_empty`: rows of C whose list is
 * empty are not written.
 */
EXPORT(void, sparse)(
  char *memory, int rows, int N, int K, uint32_t list, uint32_t ends, uint32_t b, int row_b, uint32_t c, int row_c, uint32_t scratch,
  int leave_empty
) {
  const uint32_t *const end_of = (const uint32_t *)(memory + ends);
  const NonZero *const first = (const NonZero *)(memory + list);
  const int64_t bytes = 4 * (int64_t)N;
  char *const tile = memory + scratch, *const marks = tile + (int64_t)K * TILE;
  memset(marks, 0, K);
  for (const NonZero *p = first, *end = rows ? (const NonZero *)(memory + end_of[rows - 1]) : first; p < end; p++)
    marks[p->offset / LISTED_TILE] = 1;
  for (int64_t j = 0; j < bytes; j += TILE) {
    const int64_t width = bytes - j < TILE ? bytes - j : TILE;
    const char *from = memory + b + j;
    char *to = tile;
    for (int k = 0; k < K; k++, from += row_b, to += TILE) {
      if (!marks[k]) continue;
      memcpy(to, from, width);
      if (width < TILE) memset(to + width, 0, TILE - width);
    }
    const NonZero *p = first;
    char *q = memory + c + j;
    for (int i = 0; i < rows; i++, q += row_c) {
      const NonZero *const end = (const NonZero *)(memory + end_of[i]);
      if (leave_empty && p == end) continue;
      row_times_tile(p, end, tile, q, width);
      p = end;
    }
  }
}
