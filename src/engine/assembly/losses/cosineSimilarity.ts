import { Loss } from "../generated/schema";
import { EPSILON, clearPadding } from "./parts";

/** −cos of the angle between target and prediction. */
export function row(loss: Loss, n: i32, p: usize, soft: usize, t: usize, g: usize, scale: f32): f32 {
  clearPadding(n, g);
  let pp: f32 = 0, tt: f32 = 0, pt: f32 = 0;
  for (let j = 0; j < n << 2; j += 4) {
    const q = load<f32>(p + j), e = load<f32>(t + j);
    pp += q * q;
    tt += e * e;
    pt += q * e;
  }
  const perP = min(<f32>1 / sqrt(pp), <f32>1 / EPSILON), perT = min(<f32>1 / sqrt(tt), <f32>1 / EPSILON), cos = pt * perP * perT;
  if (g) {
    for (let j = 0; j < n << 2; j += 4) {
      store<f32>(g + j, -scale * perP * (load<f32>(t + j) * perT - load<f32>(p + j) * perP * cos));
    }
  }
  return -cos;
}
