// Finds a Python that can make our environment.
import { run, SetupError } from "./run.mjs";

const probe = "import sys, venv, ensurepip; print('%d.%d.%d' % sys.version_info[:3], sys.executable)";

const candidates = () => {
  if (process.env.GRADUS_PYTHON) return [[process.env.GRADUS_PYTHON]];
  return process.platform === "win32" ? [["py", "-3"], ["python"], ["python3"]] : [["python3"], ["python"]];
};

const howToInstall = {
  win32: "install Python from https://www.python.org/downloads/ (tick “Add python.exe to PATH”)",
  darwin: "type: brew install python (or install it from https://www.python.org/downloads/)",
  linux: "type: sudo apt install python3 python3-venv (or your system's equivalent)",
};
const hint = howToInstall[process.platform] ?? howToInstall.linux;

/**
 * The first Python ≥ 3.10 with the venv module.
 *
 * @returns command as a list and version, as in `{ command: ["python3"], version: "3.11.7" }`.
 * @throws SetupError that says what is missing and what to type.
 */
export async function findPython() {
  const problems = [];
  for (const command of candidates()) {
    const { code, output } = await run(command[0], [...command.slice(1), "-c", probe]);
    const version = /^(\d+\.\d+\.\d+) /m.exec(output)?.[1];
    if (code === 0 && version) {
      const [major, minor] = version.split(".").map(Number);
      if (major > 3 || (major === 3 && minor >= 10)) return { command, version };
      problems.push(`${command.join(" ")} is Python ${version}`);
    } else if (/No module named '?(venv|ensurepip)/.test(output)) {
      problems.push(`${command.join(" ")} has no venv module (type: sudo apt install python3-venv)`);
    }
  }
  const found = problems.length > 0 ? problems.join("; ") : "none on PATH";
  throw new SetupError(
    `Cannot set up JupyterLab: Python must be 3.10 or newer with its venv module, current value is ${found}; ${hint} and run the same command again. ` +
      "A Python elsewhere can be named by the environment variable GRADUS_PYTHON. Without Python, notebooks open in VS Code: see the README",
  );
}
