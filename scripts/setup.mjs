// npm run setup: all the set-up, nothing else.
import "./lib/node.mjs";

const { runScript } = await import("./lib/main.mjs");
await runScript(async () => {
  const { setup } = await import("./lib/setup.mjs");
  await setup();
});
