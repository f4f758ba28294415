// A small network to play with in the notebook: knobs for everything, and what training does drawn while it runs.
import { checkInteger, complaint } from "../validation.js";
import { displaySymbol, type MimeBundle, notebookHost } from "../display/host.js";
import { nextTurn } from "../nextTurn.js";
import { widgets } from "../widgets/index.js";
import { frameWords } from "./drawing.js";
import { Frame } from "./frame.js";
import { panel, type Panel } from "./panel.js";
import { PlaygroundNetwork } from "./network.js";
import { type PlaygroundSettings, readSettings, toLink } from "./settings.js";
import { type Snapshot, snapshotOf } from "./snapshot.js";

export interface PlaygroundOptions extends Partial<PlaygroundSettings> {
  /** Words of the panel; defaults to English. */
  language?: "ko" | "en";
}

/** Time between two frames in ms: about ten a second. */
const frameTime = 100;
/** Time for training in each of them in ms, at most. */
const trainTime = 55;

/**
 * Shows a playground for two inputs and two classes.
 *
 * @param options - Settings to begin with, or a link from {@link Playground.link}. The same settings draw the same
 *   pictures, everywhere.
 * @returns The playground, to drive it from code: `await pg.step(10)`, `pg.settings`, `pg.link`.
 */
export function playground(options: PlaygroundOptions | string = {}): Playground {
  const { language = "en", ...settings } =
    typeof options === "string" ? { ...readSettings(options) } : options;
  const made = new Playground(readSettings(settings), language);
  if (notebookHost()) void made.show();
  return made;
}

/** A running playground; made by {@link playground}. */
export class Playground {
  /** Ends when the network is ready; new with every reset. */
  ready: Promise<PlaygroundNetwork>;
  private network: PlaygroundNetwork | undefined;
  private current: PlaygroundSettings;
  private readonly language: "ko" | "en";
  private frame: Frame | undefined;
  private panel: Panel | undefined;
  private isPlaying = false;

  constructor(settings: PlaygroundSettings, language: "ko" | "en") {
    this.current = settings;
    this.language = language;
    this.ready = this.begin();
  }

  /** The settings as they are now; `playground(pg.settings)` makes the same again. */
  get settings(): PlaygroundSettings {
    return { ...this.current };
  }

  /** The settings as one line of text; `playground(pg.link)` makes the same again. */
  get link(): string {
    return toLink(this.current);
  }

  /** Epochs, losses and accuracies so far. */
  get history(): PlaygroundNetwork["history"] {
    return this.network?.history ?? [];
  }

  /** Puts panel and picture on the page. */
  async show(): Promise<void> {
    const network = await this.ready;
    if (this.frame || !notebookHost()) return;
    this.frame = new Frame(network, frameWords[this.language]);
    this.panel = panel(this.current, this.language, {
      change: (settings) => void this.change(settings),
      play: () => {
        if (this.isPlaying) this.pause();
        else this.play();
      },
      step: (epochs) => void this.train(epochs),
      reset: () => void this.reset(),
    });
    new widgets.VBox([this.panel.widget, this.frame]).show();
  }

  /** Trains until {@link pause}, drawing about ten frames a second. */
  play(): void {
    if (this.isPlaying) return;
    this.isPlaying = true;
    this.panel?.showPlaying(true);
    void this.loop();
  }

  pause(): void {
    this.isPlaying = false;
    this.panel?.showPlaying(false);
  }

  /** Trains for some epochs and draws. */
  async step(epochs = 1): Promise<void> {
    await this.train(epochs);
    this.frame?.refresh(); // a saved notebook keeps this picture, however soon the kernel ends
  }

  private async train(epochs: number): Promise<void> {
    this.pause();
    const network = await this.ready;
    let turn = performance.now() + trainTime;
    for (let done = 0; done < epochs && network === this.network; done++) {
      // each epoch is recorded, so that the curves are the same on every machine
      network.advance(1, Infinity);
      if (performance.now() < turn) continue;
      await nextTurn();
      turn = performance.now() + trainTime;
    }
    this.draw();
  }

  /** Begins again with the same seed, or with other settings. */
  async reset(settings: Partial<PlaygroundSettings> = {}): Promise<void> {
    this.pause();
    this.current = readSettings({ ...this.current, ...settings });
    this.ready = this.begin();
    await this.ready;
    this.draw();
  }

  /**
   * The network as it is now, with its first training points: what `networkDiagram` draws, number by number.
   *
   * The loss is the training's own without regularisation.
   *
   * @param samples - Number of points, 1 to 8.
   * @throws RangeError unless there is one hidden layer of at most 4 units, as the diagram draws it.
   *
   * @example
   * ```ts
   * import { networkDiagram, playground } from "gradus";
   *
   * const ground = playground({ dataset: "circles", hidden: [3] });
   * networkDiagram("en", await ground.snapshot());
   * ```
   */
  async snapshot(samples = 4): Promise<Snapshot> {
    const action = "show the playground's numbers";
    checkInteger(action, "samples", samples, { min: 1, max: 8 });
    const { hidden } = this.current;
    if (hidden.length !== 1 || hidden[0]! > 4) {
      const wanted = "one layer of at most 4 units";
      throw new RangeError(complaint({ action, name: "hidden", wanted, got: hidden }));
    }
    return snapshotOf(await this.ready, samples);
  }

  toJSON(): PlaygroundSettings {
    return this.settings;
  }

  /** The panel shows itself, so that its picture in the notebook can follow; as a value only the link is left. */
  [displaySymbol](): MimeBundle {
    return { "text/plain": this.link };
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.link;
  }

  private async begin(): Promise<PlaygroundNetwork> {
    const before = this.network;
    const network = await PlaygroundNetwork.create({ ...this.current });
    before?.dispose();
    this.network = network;
    return network;
  }

  /** A learning rate or batch size counts at once; anything else begins again. */
  private async change(settings: Partial<PlaygroundSettings>): Promise<void> {
    const { learningRate, batchSize, ...others } = settings;
    if (Object.keys(others).length > 0) {
      const wasPlaying = this.isPlaying;
      await this.reset(settings);
      if (wasPlaying) this.play();
      return;
    }
    this.current = readSettings({ ...this.current, ...settings });
    if (learningRate !== undefined) this.network?.setLearningRate(learningRate);
    if (batchSize !== undefined) this.network?.setBatchSize(batchSize);
  }

  private async loop(): Promise<void> {
    while (this.isPlaying) {
      const start = performance.now();
      const network = await this.ready;
      network.advance(this.panel?.epochsPerFrame() ?? 1, trainTime);
      this.draw();
      if (!Number.isFinite(network.now.train.loss)) this.pause();
      const rest = Math.max(5, frameTime - (performance.now() - start));
      await new Promise((resolve) => setTimeout(resolve, rest));
    }
  }

  private draw(): void {
    if (this.network) this.frame?.draw(this.network);
  }
}
