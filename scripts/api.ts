// npm run api: the API reference, pages that need no network and no server, made from the doc comments of everything public.
import path from "node:path";
import { parseArgs } from "node:util";
import { buildReference } from "./api/build.js";

const help = `npm run api [-- --out FOLDER] [--site]

Writes the API reference to FOLDER/api (default: site/api); open its index.html. With --site its pages lead back to
FOLDER/index.html, the front page that \`npx gradus run notebooks --out FOLDER\` writes.`;

const { values } = parseArgs({
  options: {
    out: { type: "string", default: "site" },
    site: { type: "boolean", default: false },
    help: { type: "boolean", short: "h" },
  },
});
if (values.help) console.log(help);
else {
  const out = path.resolve(values.out, "api");
  const { faults } = await buildReference(out, { home: values.site ? "../index.html" : undefined });
  for (const fault of faults) console.error(fault);
  console.log(path.join(out, "index.html"));
  if (faults.length > 0) process.exitCode = 1;
}
