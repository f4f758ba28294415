// JupyterLab's settings, as its own plugin provides them, but sooner: the schemas are asked for once, and what a reader has never
// set is not validated.
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { PageConfig } from "@jupyterlab/coreutils";
import {
  DefaultSchemaValidator,
  ISettingRegistry,
  type SchemaValidator,
  type SettingConnector,
  type SettingPlugin,
} from "@jupyterlab/settingregistry";
import { PatientRegistry } from "./patientRegistry.js";
import { defaultsOf } from "./settingDefaults.js";

/** Takes the place of `@jupyterlab/apputils-extension:settings`, which src/site/jupyterLite.ts turns off. */
export const settings: JupyterFrontEndPlugin = {
  id: "gradus-site:settings",
  description: "JupyterLab's settings",
  autoStart: true,
  requires: [],
  optional: [],
  provides: ISettingRegistry,
  async activate(app: JupyterFrontEnd): Promise<unknown> {
    const connector = new OneList(app.serviceManager.settings);
    const all = (await connector.list()).values;
    const isActive = ({ id }: SettingPlugin): boolean => app.hasPlugin(id) && !isDisabled(id);
    const registry = new PatientRegistry({
      connector,
      plugins: all.filter(isActive),
      validator: new Validator(),
    });
    void app.restored.then(async () => {
      // Those whose plugin waits for a part that this page may never have.
      const left = all.filter((plugin) => isActive(plugin) && !(plugin.id in registry.plugins));
      await Promise.allSettled(left.map(({ id }) => registry.load(id)));
      connector.forget();
    });
    return registry;
  },
};

const isDisabled = (id: string): boolean => PageConfig.Extension.isDisabled(id);

/** One list answers all questions while the page opens: JupyterLite fetches all schemas for each. */
class OneList implements SettingConnector {
  readonly #from: SettingConnector;
  #list: ReturnType<SettingConnector["list"]> | undefined;
  #isOpening = true;

  constructor(from: SettingConnector) {
    this.#from = from;
  }

  list(): ReturnType<SettingConnector["list"]> {
    if (!this.#isOpening) return this.#from.list();
    return (this.#list ??= this.#from.list());
  }

  async fetch(id: string): Promise<SettingPlugin> {
    const found = (await this.list()).values.find((plugin) => plugin.id === id);
    if (!found) throw new Error(`Setting ${id} not found`);
    return structuredClone(found);
  }

  async save(id: string, raw: string): Promise<void> {
    await this.#from.save(id, raw);
    this.#list = undefined;
  }

  /** The page is open: from now on each question is asked anew, since other tabs may change settings, too. */
  forget(): void {
    this.#isOpening = false;
    this.#list = undefined;
  }
}

class Validator implements SchemaValidator {
  #full: SchemaValidator | undefined;

  validateData(plugin: SettingPlugin, populate = true): unknown[] | null {
    const defaults = /^\s*\{\s*\}\s*$/.test(plugin.raw) ? defaultsOf(plugin.schema) : undefined;
    if (!defaults) return (this.#full ??= new DefaultSchemaValidator()).validateData(plugin, populate);
    if (populate) plugin.data = { composite: defaults, user: {} };
    return null;
  }
}
