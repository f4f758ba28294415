// Widgets beside, below and behind each other.
import { controlClass, modelReference, type ModelState } from "../display/internal.js";
import { below, beside, framed, type Picture } from "./picture.js";
import { Widget, type WidgetOptions } from "./widget.js";

abstract class Box extends Widget {
  protected readonly parts: readonly Widget[];

  protected constructor(
    name: string,
    children: readonly Widget[],
    options: WidgetOptions,
    more: Record<string, unknown> = {},
  ) {
    super(controlClass(name), { box_style: "", ...more }, options);
    this.parts = children;
    for (const child of children) child.adoptedBy(this);
  }

  get children(): readonly Widget[] {
    return this.parts;
  }

  /** Opens the children first, as a reference must point to something known. */
  protected override wireState(): ModelState {
    return { ...this.state, children: this.parts.map((child) => modelReference(child.open()!.id)) };
  }

  override close(): void {
    super.close();
    for (const child of this.parts) child.close();
  }
}

/** Widgets beside each other. */
export class HBox extends Box {
  constructor(children: readonly Widget[], options: WidgetOptions = {}) {
    super("HBox", children, options);
  }

  picture(): Picture {
    return beside(this.parts.map((child) => child.picture()));
  }

  text(): string {
    return this.parts.map((child) => child.text()).join("   ");
  }
}

/** Widgets below each other. */
export class VBox extends Box {
  constructor(children: readonly Widget[], options: WidgetOptions = {}) {
    super("VBox", children, options);
  }

  picture(): Picture {
    return below(this.parts.map((child) => child.picture()));
  }

  text(): string {
    return this.parts.map((child) => child.text()).join("\n");
  }
}

/** Widgets behind each other, one in view. */
export class Tab extends Box {
  constructor(children: Readonly<Record<string, Widget>>, options: WidgetOptions = {}) {
    super("Tab", Object.values(children), options, { titles: Object.keys(children), selected_index: 0 });
  }

  get selectedIndex(): number {
    return (this.state["selected_index"] as number | null) ?? 0;
  }

  set selectedIndex(index: number) {
    this.change({ selected_index: index });
  }

  picture(): Picture {
    const titles = this.state["titles"] as string[];
    const heads = titles.map((title, i) =>
      framed(title, i === this.selectedIndex ? {} : { fill: "#eceff1" }),
    );
    return below([beside(heads), this.parts[this.selectedIndex]!.picture()]);
  }

  text(): string {
    const titles = this.state["titles"] as string[];
    const heads = titles.map((title, i) => (i === this.selectedIndex ? `[${title}]` : title)).join(" | ");
    return `${heads}\n${this.parts[this.selectedIndex]!.text()}`;
  }
}
