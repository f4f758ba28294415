// A MIME bundle in the form that says most, drawn by JupyterLab.
import type { IRenderMimeRegistry } from "@jupyterlab/rendermime";

const order = [
  "application/vnd.vegalite.v5+json",
  "text/html",
  "image/svg+xml",
  "image/png",
  "text/markdown",
  "text/plain",
];

/** The element with the drawing; none where the bundle holds nothing that can be drawn here. */
export async function showBundle(
  rendermime: IRenderMimeRegistry,
  data: Record<string, unknown>,
): Promise<HTMLElement[]> {
  const type = order.find((one) => data[one] !== undefined);
  if (type === undefined) return [];
  const renderer = rendermime.createRenderer(type);
  await renderer.renderModel(rendermime.createModel({ data }));
  return [renderer.node];
}
