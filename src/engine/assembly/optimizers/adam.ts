import { Optimizer, Rates } from "../generated/schema";
import { splat } from "../vec";
import { approach, correctBoth, epsilonOf, gradientAt, square, sub } from "./parts";

export function prepare(o: Optimizer, t: i32, r: Rates): void { correctBoth(o, t, r); }

export function step(o: Optimizer, r: Rates, w: usize, end: usize): void {
  const lr = splat(r.rate), rest1 = splat(<f32>(1 - o.beta1)), rest2 = splat(<f32>(1 - o.beta2)), epsilon = epsilonOf(o);
  const toG = o.toGradient, toM = o.toSlot1, toV = o.toSlot2, amsgrad = o.amsgrad != 0;
  for (; w < end; w += 16) {
    const g = gradientAt(w + toG), m = approach(w + toM, g, rest1);
    let v = approach(w + toV, square(g), rest2);
    if (amsgrad) {
      v = f32x4.max(v, v128.load(w + o.toSlot3));
      v128.store(w + o.toSlot3, v);
    }
    sub(w, f32x4.div(f32x4.mul(lr, m), f32x4.add(f32x4.sqrt(v), epsilon)));
  }
}
