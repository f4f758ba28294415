// Convolution of each channel by itself, four channels at a time. The kernel is a row of channels for each place of the window, as
// an image is one for each of its places. Places outside of the image are 0, so they are left out.
import { Layer } from "./generated/schema";
import { madd, splat } from "./vec";

// Of a walk along an axis that begins at place `at` and goes on by `step`: the first turn that lies in the image, and the one after
// the last. `at` may be negative.
// @ts-ignore: decorator
@inline function firstInside(at: i32, step: i32): i32 { return at >= 0 ? 0 : (step - 1 - at) / step; }
// @ts-ignore: decorator
@inline function endInside(at: i32, step: i32, turns: i32, size: i32): i32 {
  return at >= size ? 0 : min(turns, (size - 1 - at) / step + 1);
}

/** One image. */
export function convolveChannels(q: Layer, x: usize, y: usize): void {
  const pixel = q.channels << 2, right = q.dilationX * pixel;
  for (let i = 0; i < q.outHeight; ++i) {
    const top = i * q.strideY - q.top, a0 = firstInside(top, q.dilationY), a1 = endInside(top, q.dilationY, q.kernelHeight, q.height);
    for (let j = 0; j < q.outWidth; ++j) {
      const left = j * q.strideX - q.left, b0 = firstInside(left, q.dilationX), b1 = endInside(left, q.dilationX, q.kernelWidth, q.width);
      for (let c = 0; c < pixel; c += 16, y += 16) {
        let sum = splat(0);
        for (let a = a0; a < a1; ++a) {
          let from = x + ((top + a * q.dilationY) * q.width + left + b0 * q.dilationX) * pixel + c;
          let w = q.w + (a * q.kernelWidth + b0) * pixel + c;
          for (let b = b0; b < b1; ++b, from += right, w += pixel) sum = madd(v128.load(from), v128.load(w), sum);
        }
        v128.store(y, sum);
      }
    }
  }
}

/** The delta of one image. */
export function convolveChannelsBack(q: Layer, d: usize, dx: usize): void {
  const pixel = q.channels << 2, right = q.dilationX * pixel;
  memory.fill(dx, 0, q.height * q.width * pixel);
  for (let i = 0; i < q.outHeight; ++i) {
    const top = i * q.strideY - q.top, a0 = firstInside(top, q.dilationY), a1 = endInside(top, q.dilationY, q.kernelHeight, q.height);
    for (let j = 0; j < q.outWidth; ++j) {
      const left = j * q.strideX - q.left, b0 = firstInside(left, q.dilationX), b1 = endInside(left, q.dilationX, q.kernelWidth, q.width);
      for (let c = 0; c < pixel; c += 16, d += 16) {
        const delta = v128.load(d);
        for (let a = a0; a < a1; ++a) {
          let to = dx + ((top + a * q.dilationY) * q.width + left + b0 * q.dilationX) * pixel + c;
          let w = q.w + (a * q.kernelWidth + b0) * pixel + c;
          for (let b = b0; b < b1; ++b, to += right, w += pixel) v128.store(to, madd(delta, v128.load(w), v128.load(to)));
        }
      }
    }
  }
}

/** Adds one image's part to the gradient at g of the window's place (a, b). Four sums at a time: each waits for its last addition. */
function addPlace(q: Layer, a: i32, b: i32, x: usize, d: usize, g: usize): void {
  const pixel = q.channels << 2, right = q.strideX * pixel, top = a * q.dilationY - q.top, left = b * q.dilationX - q.left;
  const i0 = firstInside(top, q.strideY), i1 = endInside(top, q.strideY, q.outHeight, q.height);
  const j0 = firstInside(left, q.strideX), j1 = endInside(left, q.strideX, q.outWidth, q.width);
  for (let c = 0; c < pixel;) {
    const isWide = c + 64 <= pixel;
    let s0 = v128.load(g + c), s1 = splat(0), s2 = s1, s3 = s1;
    if (isWide) {
      s1 = v128.load(g + c, 16);
      s2 = v128.load(g + c, 32);
      s3 = v128.load(g + c, 48);
    }
    for (let i = i0; i < i1; ++i) {
      let from = x + ((top + i * q.strideY) * q.width + left + j0 * q.strideX) * pixel + c, delta = d + (i * q.outWidth + j0) * pixel + c;
      if (isWide) {
        for (let j = j0; j < j1; ++j, from += right, delta += pixel) {
          s0 = madd(v128.load(from), v128.load(delta), s0);
          s1 = madd(v128.load(from, 16), v128.load(delta, 16), s1);
          s2 = madd(v128.load(from, 32), v128.load(delta, 32), s2);
          s3 = madd(v128.load(from, 48), v128.load(delta, 48), s3);
        }
      } else {
        for (let j = j0; j < j1; ++j, from += right, delta += pixel) s0 = madd(v128.load(from), v128.load(delta), s0);
      }
    }
    v128.store(g + c, s0);
    if (isWide) {
      v128.store(g + c, s1, 16);
      v128.store(g + c, s2, 32);
      v128.store(g + c, s3, 48);
    }
    c += isWide ? 64 : 16;
  }
}

/** Gradient of rows [r0, r1) of the kernel over m images, in order; g: where that of row 0 lies. */
export function channelGradient(q: Layer, m: i32, r0: i32, r1: i32, x: usize, g: usize): void {
  const pixel = q.channels << 2;
  memory.fill(g + r0 * pixel, 0, (r1 - r0) * pixel);
  for (let i = 0, d = q.d; i < m; ++i, x += q.inLd << 2, d += q.ld << 2) {
    for (let r = r0; r < r1; ++r) addPlace(q, r / q.kernelWidth, r % q.kernelWidth, x, d, g + r * pixel);
  }
}
