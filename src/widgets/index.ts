// Things to move: sliders, buttons, menus over Jupyter's comms, and `interact`.
export {
  type Control,
  type ControlValue,
  interact,
  type Interaction,
  type InteractOptions,
} from "./interact.js";
export * as widgets from "./widgets.js";
