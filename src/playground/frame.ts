// The frame of the playground on the page: part of it, so that it has the colours of the page's theme and is sharp.
import { escapeXml, type Picture, svgFile, widgetInk } from "../plotting/internal.js";
import { widgets } from "../widgets/index.js";
import { drawFrame, frameText, type FrameWords } from "./drawing.js";
import type { PlaygroundNetwork } from "./network.js";

/** A picture of the network, drawn anew as often as it has changed. */
export class Frame extends widgets.HTML {
  private drawn: { picture: Picture; text: string };
  private readonly words: FrameWords;

  constructor(network: PlaygroundNetwork, words: FrameWords) {
    super();
    this.words = words;
    this.drawn = this.draw(network);
  }

  /** Draws the network as it is now. */
  draw(network: PlaygroundNetwork): { picture: Picture; text: string } {
    this.drawn = { picture: drawFrame(network, this.words), text: frameText(network, this.words) };
    const label = `role="img" aria-label="${escapeXml(this.drawn.text)}"`;
    const svg = svgFile(this.drawn.picture).replace("<svg ", `<svg ${label} `);
    this.value = `<div style="color:${widgetInk}">${svg}</div>`;
    return this.drawn;
  }

  override picture(): Picture {
    return this.drawn.picture;
  }

  override text(): string {
    return this.drawn.text;
  }
}
