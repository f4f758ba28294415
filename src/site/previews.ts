// Pictures that other pages show of ours, https://ogp.me: a lesson's own small picture, large and on a ground.
import fs from "node:fs";
import path from "node:path";

/** What those who show previews ask for. */
const [width, height] = [1200, 630];

/**
 * Draws the pictures `pictures/<number>.svg` of numbered notebooks as PNG.
 *
 * @returns The picture's place in the site by the notebook's name; a notebook without one is not there.
 */
export async function drawPreviews(
  folder: string,
  notebooks: readonly string[],
  out: string,
): Promise<Map<string, string>> {
  const { Resvg } = await import("@resvg/resvg-js");
  const places = new Map<string, string>();
  for (const file of notebooks) {
    const name = path.relative(folder, path.resolve(file)).replaceAll("\\", "/").replace(/\.ipynb$/, "");
    const number = /(?:^|\/)(\d\d)-[^/]*$/.exec(name)?.[1];
    const picture = path.join(folder, "pictures", `${String(number)}.svg`);
    if (number === undefined || !fs.existsSync(picture)) continue;
    const place = `previews/${number}.png`;
    places.set(name, place);
    const target = path.join(out, place);
    if (fs.existsSync(target)) continue;
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, new Resvg(onGround(fs.readFileSync(picture, "utf8"))).render().asPng());
  }
  return places;
}

function onGround(svg: string): string {
  const href = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}">
<rect width="100%" height="100%" fill="#fff"/><image x="150" y="65" width="900" height="500" href="${href}"/></svg>`;
}
