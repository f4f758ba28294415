// How the interpreter finds the parts of a plan; the records are described in ../schema.
import { Layer, Optimizer, Output, Parameter, Plan } from "./generated/schema";

// @ts-ignore: decorator
@inline export function layerAt(p: Plan, l: i32): Layer { return changetype<Layer>(p.layers + <usize>l * offsetof<Layer>()); }
// @ts-ignore: decorator
@inline export function optimizerOf(p: Plan): Optimizer { return changetype<Optimizer>(p.optimizer); }
// @ts-ignore: decorator
@inline export function outputAt(p: Plan, o: i32): Output { return changetype<Output>(p.outputs + <usize>o * offsetof<Output>()); }
// @ts-ignore: decorator
@inline export function parameterAt(p: Plan, k: i32): Parameter { return changetype<Parameter>(p.parameters + <usize>k * offsetof<Parameter>()); }
