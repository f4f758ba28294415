// Pooling of one image [height, width, stored channels] by any window. Places outside the image do not count.
import { splat } from "./vec";
import { Layer } from "./generated/schema";

/** The window of output (i, j), cut at the image's border. */
// @ts-ignore: decorator
@inline function first(at: i32, stride: i32, before: i32): i32 { return max(0, at * stride - before); }
// @ts-ignore: decorator
@inline function last(at: i32, stride: i32, before: i32, window: i32, size: i32): i32 { return min(size, at * stride - before + window); }

export function maxPool(q: Layer, x: usize, y: usize): void {
  const bytes = q.channels << 2;
  for (let i = 0; i < q.outHeight; ++i) {
    const i0 = first(i, q.strideY, q.top), i1 = last(i, q.strideY, q.top, q.kernelHeight, q.height);
    for (let j = 0; j < q.outWidth; ++j) {
      const j0 = first(j, q.strideX, q.left), j1 = last(j, q.strideX, q.left, q.kernelWidth, q.width);
      for (let c = 0; c < bytes; c += 16, y += 16) {
        let top = splat(-Infinity);
        for (let a = i0; a < i1; ++a) {
          for (let b = j0; b < j1; ++b) top = f32x4.pmax(top, v128.load(x + (a * q.width + b) * bytes + c));
        }
        v128.store(y, top);
      }
    }
  }
}

/** How many places of a window hold its maximum. */
function countTies(q: Layer, x: usize, top: v128, i0: i32, i1: i32, j0: i32, j1: i32): v128 {
  const bytes = q.channels << 2;
  let count = splat(0);
  for (let a = i0; a < i1; ++a) {
    for (let b = j0; b < j1; ++b) {
      const isTop = f32x4.eq(v128.load(x + (a * q.width + b) * bytes), top);
      count = f32x4.add(count, v128.and(splat(1), isTop));
    }
  }
  return count;
}

/**
 * The whole delta goes to the first place that holds the maximum, as in TensorFlow; of all steps or the whole image, where Keras takes
 * the maximum along axes, equal ones share it.
 */
export function maxPoolBack(q: Layer, x: usize, y: usize, d: usize, dx: usize): void {
  const bytes = q.channels << 2;
  memory.fill(dx, 0, q.height * q.width * bytes);
  for (let i = 0; i < q.outHeight; ++i) {
    const i0 = first(i, q.strideY, q.top), i1 = last(i, q.strideY, q.top, q.kernelHeight, q.height);
    for (let j = 0; j < q.outWidth; ++j) {
      const j0 = first(j, q.strideX, q.left), j1 = last(j, q.strideX, q.left, q.kernelWidth, q.width);
      for (let c = 0; c < bytes; c += 16, y += 16, d += 16) {
        const top = v128.load(y);
        let delta = v128.load(d), open = i32x4.splat(-1);
        if (q.sharesTies) delta = f32x4.div(delta, countTies(q, x + c, top, i0, i1, j0, j1));
        for (let a = i0; a < i1; ++a) {
          for (let b = j0; b < j1; ++b) {
            const at = (a * q.width + b) * bytes + c, hit = v128.and(open, f32x4.eq(v128.load(x + at), top));
            v128.store(dx + at, f32x4.add(v128.load(dx + at), v128.and(delta, hit)));
            if (!q.sharesTies) open = v128.andnot(open, hit);
          }
        }
      }
    }
  }
}

export function averagePool(q: Layer, x: usize, y: usize): void {
  const bytes = q.channels << 2;
  for (let i = 0; i < q.outHeight; ++i) {
    const i0 = first(i, q.strideY, q.top), i1 = last(i, q.strideY, q.top, q.kernelHeight, q.height);
    for (let j = 0; j < q.outWidth; ++j) {
      const j0 = first(j, q.strideX, q.left), j1 = last(j, q.strideX, q.left, q.kernelWidth, q.width);
      const count = splat(<f32>((i1 - i0) * (j1 - j0)));
      for (let c = 0; c < bytes; c += 16, y += 16) {
        let sum = splat(0);
        for (let a = i0; a < i1; ++a) {
          for (let b = j0; b < j1; ++b) sum = f32x4.add(sum, v128.load(x + (a * q.width + b) * bytes + c));
        }
        v128.store(y, f32x4.div(sum, count));
      }
    }
  }
}

export function averagePoolBack(q: Layer, d: usize, dx: usize): void {
  const bytes = q.channels << 2;
  memory.fill(dx, 0, q.height * q.width * bytes);
  for (let i = 0; i < q.outHeight; ++i) {
    const i0 = first(i, q.strideY, q.top), i1 = last(i, q.strideY, q.top, q.kernelHeight, q.height);
    for (let j = 0; j < q.outWidth; ++j) {
      const j0 = first(j, q.strideX, q.left), j1 = last(j, q.strideX, q.left, q.kernelWidth, q.width);
      const count = splat(<f32>((i1 - i0) * (j1 - j0)));
      for (let c = 0; c < bytes; c += 16, d += 16) {
        const delta = f32x4.div(v128.load(d), count);
        for (let a = i0; a < i1; ++a) {
          for (let b = j0; b < j1; ++b) {
            const at = dx + (a * q.width + b) * bytes + c;
            v128.store(at, f32x4.add(v128.load(at), delta));
          }
        }
      }
    }
  }
}
