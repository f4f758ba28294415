// JupyterLab's registry of settings refuses those of a plugin that has not said yet how it changes them. Its own takes so long to be
// ready that all have; this one waits for them.
import { SettingRegistry, type SettingPlugin } from "@jupyterlab/settingregistry";

/** ms to wait for a plugin at most: it may itself wait for whoever asks. */
const patience = 5000;

type RegistryOptions = ConstructorParameters<typeof SettingRegistry>[0];

export class PatientRegistry extends SettingRegistry {
  /** Of the plugins that change their settings, the ones that have not said so yet. */
  readonly #awaited = new Map<string, { said: Promise<void>; say: () => void }>();

  constructor(options: RegistryOptions) {
    super(options);
    for (const { id } of options.plugins.filter(changes)) {
      let say = (): void => undefined;
      const said = new Promise<void>((resolve) => (say = resolve));
      this.#awaited.set(id, { said, say });
    }
  }

  override transform(id: string, transforms: unknown): unknown {
    const registered = super.transform(id, transforms);
    this.#awaited.get(id)?.say();
    return registered;
  }

  override async load(id: string, anew?: boolean): Promise<unknown> {
    const awaited = this.#awaited.get(id);
    if (awaited) {
      setTimeout(awaited.say, patience);
      await awaited.said;
    }
    return super.load(id, anew);
  }
}

const changes = ({ schema }: SettingPlugin): boolean =>
  (schema as { "jupyter.lab.transform"?: boolean })["jupyter.lab.transform"] === true;
