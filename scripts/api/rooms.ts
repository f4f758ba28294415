// The rooms of the house as headings: names that belong together stand together.
import path from "node:path";
import { CommentTag, type ProjectReflection } from "typedoc";
import { commentOf, publicNames } from "./publicNames.js";

export function addRooms(project: ProjectReflection): void {
  for (const { name, reflection } of publicNames(project)) {
    const file = project.getSymbolIdFromReflection(reflection)?.fileName;
    if (file === undefined || name.includes(".")) continue;
    const [room = ""] = path.relative(path.resolve(import.meta.dirname, "../../src"), file).split(path.sep);
    commentOf(reflection).blockTags.push(
      new CommentTag("@category", [{ kind: "text", text: titleOf(room) }]),
    );
  }
}

/** `modelSelection` is “Model selection”. */
function titleOf(room: string): string {
  const words = room.replace(/\.ts$/, "").replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
