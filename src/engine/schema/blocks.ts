/** Sizes of the blocks that products work on; assembly/gemm.ts and assembly/sparse.ts say why. */
export const blocks = {
  /** The micro-kernel's tile, rows and columns. */
  mr: 4,
  nr: 8,
  /** Inner length of a packed block, rows of a block of A. */
  kc: 256,
  mc: 80,
  /** Multiply-adds below which a product is made without packing. */
  packedFrom: 8192,
  /** Columns of a tile of the product that skips zeros, and how many tiles are copied at a time. */
  tileColumns: 16,
  tiles: 8,
} as const;
