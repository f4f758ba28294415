// Whether Python accepts the snippets: asked once for a file, where there is a Python to ask.
import { spawnSync } from "node:child_process";
import type { PythonRecord } from "./record.js";

/** Reads `{name: code}`, writes `{name: complaint}`; runs none of it. */
const compileAll = `
import json, sys
faults = {}
for name, code in json.load(sys.stdin).items():
    try:
        compile(code, name, "exec")
    except SyntaxError as error:
        faults[name] = f"line {error.lineno}: {error.msg}"
print(json.dumps(faults))
`;

/** What Python says of each step that it cannot compile, by the step's name; nothing where Python is not installed. */
export function syntaxFaults({ steps }: PythonRecord): Record<string, string> {
  const input = JSON.stringify(Object.fromEntries(steps.map(({ step, code }) => [step, code])));
  for (const command of process.platform === "win32" ? ["py", "python"] : ["python3", "python"]) {
    const options = { input, encoding: "utf8", env: { ...process.env, PYTHONUTF8: "1" } } as const;
    const { status, stdout } = spawnSync(command, ["-I", "-S", "-c", compileAll], options);
    if (status === 0) return JSON.parse(stdout) as Record<string, string>;
  }
  return {};
}
