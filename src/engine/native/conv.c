// The way back through convolutions fused with pooling: lists of the deltas that are not 0, times patches or filters.
#include "engine.h"

/** out += Σ value · row over a list, `count` vectors wide; rows lie at `rows` + offset. */
#define ADD_ROWS(Vector, count)                                                            \
  do {                                                                                     \
    Vector *const to = (Vector *)out;                                                      \
    Vector sums[count];                                                                    \
    for (int v = 0; v < (count); v++) sums[v] = to[v];                                     \
    for (const NonZero *p = list; p < end; p++) {                                          \
      const Vector *const row = (const Vector *)(memory + (uint32_t)(rows + p->offset));   \
      for (int v = 0; v < (count); v++) sums[v] += p->value * row[v];                      \
    }                                                                                      \
    for (int v = 0; v < (count); v++) to[v] = sums[v];                                     \
    out += (count) * sizeof(Vector), rows += (count) * sizeof(Vector), bytes -= (count) * (int)sizeof(Vector); \
  } while (0)

/** The same over `bytes` bytes, a multiple of 16. An offset may be negative: addresses are those of 32 bits. */
INLINE void add_listed_rows(const char *memory, const NonZero *list, const NonZero *end, uint32_t rows, int bytes, char *out) {
  while (bytes >= 6 * BYTES) ADD_ROWS(Floats, 6); // a row of a 3 × 3 window on 32 channels
  while (bytes >= 4 * BYTES) ADD_ROWS(Floats, 4);
  if (bytes >= 2 * BYTES) ADD_ROWS(Floats, 2);
  if (bytes >= BYTES) ADD_ROWS(Floats, 1);
  while (bytes >= 48) ADD_ROWS(Quad, 3); // a 3 × 3 window on one channel
  while (bytes > 0) ADD_ROWS(Quad, 1);
}

/** One of the lists of {@link add_to_pair}. */
typedef struct { const NonZero *list, *end; uint32_t rows; char *out; } Sum;

/**
 * Two sums of few vectors side by side: each addition of one waits for the one before, and the processor has time for another.
 * `count` vectors wide.
 */
#define ADD_TO_PAIR(count)                                                                  \
  do {                                                                                      \
    Floats *const to = (Floats *)p.out, *const to2 = (Floats *)q.out;                       \
    Floats sums[count], sums2[count];                                                       \
    for (int v = 0; v < (count); v++) sums[v] = to[v], sums2[v] = to2[v];                   \
    const int64_t n = p.end - p.list, n2 = q.end - q.list, both = n < n2 ? n : n2;          \
    int64_t i = 0;                                                                          \
    for (; i < both; i++) {                                                                 \
      const Floats *const row = (const Floats *)(memory + (uint32_t)(p.rows + p.list[i].offset));  \
      const Floats *const row2 = (const Floats *)(memory + (uint32_t)(q.rows + q.list[i].offset)); \
      for (int v = 0; v < (count); v++) {                                                   \
        sums[v] += p.list[i].value * row[v];                                                \
        sums2[v] += q.list[i].value * row2[v];                                              \
      }                                                                                     \
    }                                                                                       \
    for (int64_t k = i; k < n; k++)                                                         \
      for (int v = 0; v < (count); v++)                                                     \
        sums[v] += p.list[k].value * ((const Floats *)(memory + (uint32_t)(p.rows + p.list[k].offset)))[v]; \
    for (int64_t k = i; k < n2; k++)                                                        \
      for (int v = 0; v < (count); v++)                                                     \
        sums2[v] += q.list[k].value * ((const Floats *)(memory + (uint32_t)(q.rows + q.list[k].offset)))[v]; \
    for (int v = 0; v < (count); v++) to[v] = sums[v], to2[v] = sums2[v];                   \
  } while (0)

INLINE void add_to_pair(const char *memory, Sum p, Sum q, int bytes) {
  if (bytes == BYTES) ADD_TO_PAIR(1);
  else if (bytes == 2 * BYTES) ADD_TO_PAIR(2);
  else {
    add_listed_rows(memory, p.list, p.end, p.rows, bytes, p.out);
    add_listed_rows(memory, q.list, q.end, q.rows, bytes, q.out);
  }
}

/** `pooledFilterGradient` of layer `layer`. */
EXPORT(void, filter_gradient)(
  char *memory, uint32_t layer, int images, uint32_t x, int image_bytes, uint32_t d, uint32_t winners, int f0, int f1, uint32_t list
) {
  const Layer *const q = (const Layer *)(memory + layer);
  const int n = q->outHeight * q->outWidth, filters = q->filters;
  const int32_t *const origins = (const int32_t *)(memory + q->rowOrigins);
  const uint32_t *const runs = (const uint32_t *)(memory + q->rowRuns);
  NonZero *const first = (NonZero *)(memory + list);
  for (int f = f0; f < f1; f++) {
    NonZero *end = first;
    const float *delta = (const float *)(memory + d) + f;
    const uint8_t *won = (const uint8_t *)memory + winners + f;
    for (int i = 0; i < images; i++) {
      const uint32_t image = x + (uint32_t)i * image_bytes;
      for (int k = 0; k < n; k++, delta += filters, won += filters) {
        const float value = *delta;
        *end = (NonZero){image + origins[4 * k + *won], value};
        end += value != 0; // without a branch: most deltas behind relu are 0
      }
    }
    char *to = memory + q->dwt + (int64_t)f * q->patchLength * 4;
    for (int r = 0; r < q->rowNumRuns; r++, to += 4 * q->rowRunLength)
      add_listed_rows(memory, first, end, runs[r], 4 * q->rowRunLength, to);
  }
}

/**
 * `pooledInputDelta` of layer `layer`: a window lists its deltas by the position that won, in four lists of its own; those of its
 * upper row go behind the lists of the windows to the left, those of its lower row wait in a list aside until the upper row is whole.
 */
EXPORT(void, input_delta)(
  char *memory, uint32_t layer, uint32_t d, uint32_t winners, uint32_t dx, uint32_t starts_at, uint32_t list
) {
  const Layer *const q = (const Layer *)(memory + layer);
  const int rows = q->outHeight * 2, columns = q->outWidth * 2, filters = q->filters;
  const uint32_t pixel = 4 * q->channels, filter_bytes = 4 * q->patchLength;
  const float *delta = (const float *)(memory + d);
  const uint8_t *won = (const uint8_t *)memory + winners;
  // Where each position's list begins, in pairs from the first one's on.
  uint32_t *const starts = (uint32_t *)(memory + starts_at), *start = starts;
  const int length = filters + 2;
  NonZero *const own = (NonZero *)(memory + list), *const aside = own + 4 * length, *const first = aside + columns * length;
  NonZero *end = first;
  for (int i = 0; i < q->outHeight; i++, start += columns) {
    NonZero *lower = aside;
    for (int j = 0; j < q->outWidth; j++, start += 2, delta += filters, won += filters) {
      NonZero *ends[4];
      for (int k = 0; k < 4; k++) ends[k] = own + k * length;
      uint32_t row = -(uint32_t)(2 * j) * pixel;
      for (int f = 0; f < filters; f++, row += filter_bytes) {
        const int position = won[f];
        *ends[position] = (NonZero){row - (position & 1) * pixel, delta[f]};
        ends[position] += delta[f] != 0; // without a branch: about half of them are 0
      }
      for (int k = 0; k < 2; k++) {
        const int64_t upper_pairs = ends[k] - (own + k * length), lower_pairs = ends[k + 2] - (own + (k + 2) * length);
        start[k] = end - first;
        start[columns + k] = lower - aside;
        memcpy(end, own + k * length, upper_pairs * sizeof(NonZero));
        memcpy(lower, own + (k + 2) * length, lower_pairs * sizeof(NonZero));
        end += upper_pairs, lower += lower_pairs;
      }
    }
    for (int k = 0; k < columns; k++) start[k] += end - first;
    memcpy(end, aside, (lower - aside) * sizeof(NonZero));
    end += lower - aside;
  }
  *start = end - first;

  char *out = memory + dx;
  memset(out, 0, (int64_t)q->height * q->width * pixel);
  for (int i = 0; i < q->height; i++, out += q->width * pixel)
    for (int j = 0; j < q->width; j += 2)
      for (int k = 0; k < q->kernelHeight; k++) {
        const int at = i + q->top - k;
        if (at < 0 || at >= rows) continue;
        const uint32_t *const row = starts + at * columns;
        Sum sums[2];
        for (int s = 0; s < 2; s++) { // two pixels; a row may end with one
          const int last = j + s + q->left, from = last - q->kernelWidth + 1;
          const int a = from > 0 ? from : 0, b = last < columns ? last : columns - 1;
          const int isEmpty = a > b || j + s >= q->width;
          sums[s] = (Sum){
            first + (isEmpty ? 0 : row[a]), first + (isEmpty ? 0 : row[b + 1]),
            q->wt + (k * q->kernelWidth + last) * pixel, out + (j + s) * pixel,
          };
        }
        if (j + 1 < q->width) add_to_pair(memory, sums[0], sums[1], pixel);
        else add_listed_rows(memory, sums[0].list, sums[0].end, sums[0].rows, pixel, sums[0].out);
      }
}
