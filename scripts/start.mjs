// npm start: sets up what is missing and opens the lessons in JupyterLab. Ctrl-C stops everything it started.
import "./lib/node.mjs";

const help = `npm start -- [--no-browser] [--port N] [--ip ADDRESS]

Sets up what is missing and opens the lessons in JupyterLab.
  --no-browser   print the address only
  --port N       listen on this port (default: the first free one from 8888)
  --ip ADDRESS   listen on this address (default: 127.0.0.1, this machine only)`;

const { runScript } = await import("./lib/main.mjs");
await runScript(async () => {
  const { parseArgs } = await import("node:util");
  const { setup } = await import("./lib/setup.mjs");
  const { startLab } = await import("./lib/jupyter.mjs");
  const { endWithNpm } = await import("./lib/parent.mjs");
  const { SetupError } = await import("./lib/run.mjs");
  const { values } = readOptions(parseArgs, SetupError);
  if (values.help) return void console.log(help);
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65536)) {
    throw new SetupError(
      `Cannot start JupyterLab: --port must be an integer from 1 to 65535, current value is ${values.port}`,
    );
  }
  endWithNpm();
  await setup();
  const lab = await startLab({ port, ip: values.ip, browser: !values["no-browser"] });
  console.log(`\nLessons: ${lab.url}\nCtrl-C stops JupyterLab and its kernels.`);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void lab.stop());
  await lab.exited;
});

function readOptions(parseArgs, SetupError) {
  try {
    return parseArgs({
      options: {
        "no-browser": { type: "boolean", default: false },
        port: { type: "string" },
        ip: { type: "string", default: "127.0.0.1" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    throw new SetupError(`${error.message}\n\n${help}`);
  }
}
