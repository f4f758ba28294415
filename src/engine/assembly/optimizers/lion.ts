import { Optimizer, Rates } from "../generated/schema";
import { madd, sign, splat } from "../vec";
import { mean, sub } from "./parts";

export function step(o: Optimizer, r: Rates, w: usize, end: usize): void {
  const lr = splat(r.rate), beta1 = splat(<f32>o.beta1), rest1 = splat(<f32>(1 - o.beta1));
  const beta2 = splat(<f32>o.beta2), rest2 = splat(<f32>(1 - o.beta2));
  for (; w < end; w += 16) {
    const g = v128.load(w + o.toGradient), m = v128.load(w + o.toSlot1);
    sub(w, f32x4.mul(lr, sign(madd(m, beta1, f32x4.mul(g, rest1)))));
    mean(w + o.toSlot1, g, beta2, rest2);
  }
}
