// One step of a recurrent cell for one sample, and the way back. Formulas and order of gates are Keras's; where padding is 0, it
// stays 0. Behind the product `gates` holds h · recurrent; it is left with what the way back needs.
import { GRU, LSTM, Layer } from "./generated/schema";
import { flush, madd, splat, vsigmoid, vtanh } from "./vec";

/** The next output, to toH, from x · kernel, the output h and the cell c before; an LSTM's next cell goes to toC unless that is 0. */
// @ts-ignore: decorator
@inline export function stepCell(q: Layer, x: usize, gates: usize, h: usize, c: usize, toH: usize, toC: usize): void {
  if (q.kind == LSTM) lstm(q, x, gates, c, toH, toC);
  else if (q.kind == GRU) gru(q, x, gates, h, toH);
  else simple(q, x, gates, toH);
}

/**
 * From the delta dh of a step's output (and dc of its cell) to that of x · kernel, dx. Leaves in dh and dc what goes to the step before
 * besides the product with the recurrent kernel, whose delta is dx, of a GRU what then stands in `gates`.
 */
// @ts-ignore: decorator
@inline export function stepCellBack(q: Layer, gates: usize, h: usize, c: usize, dh: usize, dc: usize, dx: usize): void {
  if (q.kind == LSTM) lstmBack(q, gates, c, dh, dc, dx);
  else if (q.kind == GRU) gruBack(q, gates, h, dh, dx);
  else simpleBack(q, gates, dh, dx);
}

// @ts-ignore: decorator
@inline function sum3(x: usize, y: usize, b: usize): v128 { return f32x4.add(f32x4.add(v128.load(x), v128.load(y)), v128.load(b)); }

/** d · y · (1 − y): back through a sigmoid. */
// @ts-ignore: decorator
@inline function sigmoidBack(d: v128, y: v128): v128 { return flush(f32x4.mul(d, f32x4.mul(y, f32x4.sub(splat(1), y)))); }

/** d · (1 − y²): back through tanh. */
// @ts-ignore: decorator
@inline function tanhBack(d: v128, y: v128): v128 { return flush(f32x4.mul(d, f32x4.sub(splat(1), f32x4.mul(y, y)))); }

/** h = tanh(z); keeps h. */
function simple(q: Layer, x: usize, gates: usize, toH: usize): void {
  for (let j = 0; j < q.stored << 2; j += 16) {
    const h = vtanh(sum3(x + j, gates + j, q.b + j));
    v128.store(gates + j, h);
    v128.store(toH + j, h);
  }
}

function simpleBack(q: Layer, gates: usize, dh: usize, dx: usize): void {
  for (let j = 0; j < q.stored << 2; j += 16) {
    v128.store(dx + j, tanhBack(v128.load(dh + j), v128.load(gates + j)));
    v128.store(dh + j, splat(0));
  }
}

/** c = f · c + i · g, h = o · tanh(c); keeps i, f, g and o. */
function lstm(q: Layer, x: usize, gates: usize, c: usize, toH: usize, toC: usize): void {
  const gate = <usize>q.stored << 2, b = q.b;
  for (let j: usize = 0; j < gate; j += 16) {
    const jf = j + gate, jg = jf + gate, jo = jg + gate;
    const i = vsigmoid(sum3(x + j, gates + j, b + j)), f = vsigmoid(sum3(x + jf, gates + jf, b + jf));
    const g = vtanh(sum3(x + jg, gates + jg, b + jg)), o = vsigmoid(sum3(x + jo, gates + jo, b + jo));
    v128.store(gates + j, i);
    v128.store(gates + jf, f);
    v128.store(gates + jg, g);
    v128.store(gates + jo, o);
    const cell = madd(f, v128.load(c + j), f32x4.mul(i, g));
    if (toC) v128.store(toC + j, cell);
    v128.store(toH + j, f32x4.mul(o, vtanh(cell)));
  }
}

function lstmBack(q: Layer, gates: usize, c: usize, dh: usize, dc: usize, dx: usize): void {
  const gate = <usize>q.stored << 2;
  for (let j: usize = 0; j < gate; j += 16) {
    const jf = j + gate, jg = jf + gate, jo = jg + gate;
    const i = v128.load(gates + j), f = v128.load(gates + jf), g = v128.load(gates + jg), o = v128.load(gates + jo);
    const before = v128.load(c + j), t = vtanh(madd(f, before, f32x4.mul(i, g))), d = v128.load(dh + j);
    const cell = f32x4.add(v128.load(dc + j), tanhBack(f32x4.mul(d, o), t));
    v128.store(dx + j, sigmoidBack(f32x4.mul(cell, g), i));
    v128.store(dx + jf, sigmoidBack(f32x4.mul(cell, before), f));
    v128.store(dx + jg, tanhBack(f32x4.mul(cell, i), g));
    v128.store(dx + jo, sigmoidBack(f32x4.mul(d, t), o));
    v128.store(dc + j, flush(f32x4.mul(cell, f)));
    v128.store(dh + j, splat(0));
  }
}

/** h = z · h + (1 − z) · n with n = tanh(x + r · inner); keeps z, r, inner and n. */
function gru(q: Layer, x: usize, gates: usize, h: usize, toH: usize): void {
  const gate = <usize>q.stored << 2, b = q.b, b2 = b + q.toSecondBias;
  const isDouble = q.toSecondBias != 0;
  for (let j: usize = 0; j < gate; j += 16) {
    const jr = j + gate, jn = jr + gate;
    let zz = sum3(x + j, gates + j, b + j), zr = sum3(x + jr, gates + jr, b + jr), inner = v128.load(gates + jn);
    if (isDouble) {
      zz = f32x4.add(zz, v128.load(b2 + j));
      zr = f32x4.add(zr, v128.load(b2 + jr));
      inner = f32x4.add(inner, v128.load(b2 + jn));
    }
    const z = vsigmoid(zz), r = vsigmoid(zr), n = vtanh(madd(r, inner, f32x4.add(v128.load(x + jn), v128.load(b + jn))));
    v128.store(gates + j, z);
    v128.store(gates + jr, r);
    v128.store(gates + jn, inner);
    v128.store(gates + jn + gate, n);
    v128.store(toH + j, madd(z, f32x4.sub(v128.load(h + j), n), n));
  }
}

function gruBack(q: Layer, gates: usize, h: usize, dh: usize, dx: usize): void {
  const gate = <usize>q.stored << 2;
  for (let j: usize = 0; j < gate; j += 16) {
    const jr = j + gate, jn = jr + gate, d = v128.load(dh + j);
    const z = v128.load(gates + j), r = v128.load(gates + jr), inner = v128.load(gates + jn), n = v128.load(gates + jn + gate);
    const dz = sigmoidBack(f32x4.mul(d, f32x4.sub(v128.load(h + j), n)), z);
    const dn = tanhBack(f32x4.mul(d, f32x4.sub(splat(1), z)), n), dr = sigmoidBack(f32x4.mul(dn, inner), r);
    v128.store(dx + j, dz);
    v128.store(dx + jr, dr);
    v128.store(dx + jn, dn);
    v128.store(gates + j, dz);
    v128.store(gates + jr, dr);
    v128.store(gates + jn, flush(f32x4.mul(dn, r)));
    v128.store(dh + j, flush(f32x4.mul(d, z)));
  }
}
