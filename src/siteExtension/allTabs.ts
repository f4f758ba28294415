// What becomes of the drive's files in all tabs of the site: the drive is the same, but tells a tab of its own changes only.
import { PageConfig } from "@jupyterlab/coreutils";
import type { ContentsChange, ContentsManager } from "@jupyterlab/services";
import { Signal, type ISignal } from "@lumino/signaling";

export type Changes = ISignal<ContentsManager, ContentsChange>;

/** Tells the other tabs of this one's changes, and the kernels of this one of all. */
export function changesInAllTabs(contents: ContentsManager): Changes {
  const changes = new Signal<ContentsManager, ContentsChange>(contents);
  // Other sites may lie on the same host.
  const others = new BroadcastChannel(`${PageConfig.getBaseUrl()} files`);
  contents.fileChanged.connect((_, { type, oldValue, newValue }) => {
    const change: ContentsChange = { type, oldValue: pathOnly(oldValue), newValue: pathOnly(newValue) };
    others.postMessage(change);
    changes.emit(change);
  });
  others.onmessage = ({ data }) => changes.emit(data as ContentsChange);
  return changes;
}

/** Models of files may bring their content. */
function pathOnly(model: { path?: string } | null): { path?: string } | null {
  return model?.path === undefined ? null : { path: model.path };
}
