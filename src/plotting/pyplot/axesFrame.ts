// How one plot looks around what is drawn: names, limits, scales and ticks of its axes, grid, legend and colour bar, set by
// Matplotlib's methods in camelCase. `axesSpec.ts` turns it into Vega-Lite.
import { optionCheck } from "../options.js";
import { checkKind } from "../../validation.js";

export type ScaleName = "linear" | "log" | "symlog";

export interface LegendOptions {
  /** `"right"` (default), `"top"`, `"bottom"`, or a corner inside such as `"upper right"`. */
  loc?: string | undefined;
  title?: string | undefined;
}

const checkLegendOptions = optionCheck<LegendOptions>("show the legend", { loc: true, title: true });

const checkColorbarOptions = optionCheck<{ label?: string }>("show the colour bar", { label: true });

/** Names and limits of one axis. */
export interface AxisState {
  label?: string;
  limits?: [number, number];
  scale: ScaleName;
  ticks?: number[];
  tickLabels?: string[];
}

/** The frame of a plot; {@link Axes} draws into it. */
export class AxesFrame {
  readonly xAxis: AxisState = { scale: "linear" };
  readonly yAxis: AxisState = { scale: "linear" };
  titleText: string | undefined;
  legendOptions: LegendOptions | undefined;
  colorbarLabel: string | undefined;
  hasColorbar = false;
  hasGrid = true;
  isOff = false;
  isEqual = false;
  labelsAtLines = false;

  title(text: string): this {
    this.titleText = text;
    return this;
  }

  xlabel(text: string): this {
    this.xAxis.label = text;
    return this;
  }

  ylabel(text: string): this {
    this.yAxis.label = text;
    return this;
  }

  xlim(low: number, high: number): this {
    this.xAxis.limits = [low, high];
    return this;
  }

  ylim(low: number, high: number): this {
    this.yAxis.limits = [low, high];
    return this;
  }

  xscale(scale: ScaleName): this {
    this.xAxis.scale = scale;
    return this;
  }

  yscale(scale: ScaleName): this {
    this.yAxis.scale = scale;
    return this;
  }

  xticks(ticks: readonly number[], labels?: readonly string[]): this {
    setTicks("x", this.xAxis, ticks, labels);
    return this;
  }

  yticks(ticks: readonly number[], labels?: readonly string[]): this {
    setTicks("y", this.yAxis, ticks, labels);
    return this;
  }

  grid(isOn = true): this {
    this.hasGrid = isOn;
    return this;
  }

  /** `"off"` hides the axes, `"equal"` gives x and y the same scale. */
  axis(mode: "off" | "on" | "equal"): this {
    if (mode === "equal") this.isEqual = true;
    else this.isOff = mode === "off";
    return this;
  }

  legend(options: LegendOptions = {}): this {
    checkLegendOptions(options);
    this.legendOptions = options;
    return this;
  }

  /** Writes each label at the end of its line, in its colour, in place of a legend. */
  labelLines(): this {
    this.labelsAtLines = true;
    return this;
  }

  colorbar(options: { label?: string } = {}): this {
    checkColorbarOptions(options);
    this.hasColorbar = true;
    this.colorbarLabel = options.label;
    return this;
  }
}

function setTicks(
  name: "x" | "y",
  axis: AxisState,
  ticks: readonly number[],
  labels: readonly string[] | undefined,
): void {
  checkKind(`set the ${name} ticks`, "ticks", ticks, { kind: "list", wanted: "a list of numbers" });
  axis.ticks = [...ticks];
  if (labels) axis.tickLabels = [...labels];
}
