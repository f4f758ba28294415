import { describe, expect, it } from "vitest";
import { commandLines, mayInstall, readCommands } from "../../src/kernel/cellCommands.js";

describe("commandLines()", () => {
  it.each([
    ["!git status\n\n  %npm install d3", ["!git status", "%npm install d3"]],
    ["// first\n!ls -la", ["!ls -la"]],
    ["! pwd", ["! pwd"]],
    ["!", ["!"]],
    ["!./run.sh", ["!./run.sh"]],
    ["%npm", ["%npm"]],
    ["%", ["%"]],
    ["%%bash\nls\ncd ..", ["%%bash"]],
    ["%npm install d3\nimport d3", ["%npm install d3", "import d3"]],
  ])("%j has commands", (code, lines) => {
    expect(commandLines(code)).toEqual(lines);
  });

  it.each([
    "!done",
    "!done && go",
    "!(a in b)",
    "!a instanceof B",
    "!a - b",
    "!/x/.test(s)",
    "!~list.indexOf(x)",
    "! (a)",
    "!git status\nconst a = 1",
    "const a = 1\n%npm install d3",
    "",
  ])("%j is code", (code) => {
    expect(commandLines(code)).toBeUndefined();
  });
});

describe("readCommands()", () => {
  it.each([
    ["%npm install d3@7  @a/b ./local", { program: "npm", words: ["install", "d3@7", "@a/b", "./local"] }],
    ["%npm install d3 // for charts", { program: "npm", words: ["install", "d3"] }],
    ["%npm install d3 # for charts", { program: "npm", words: ["install", "d3"] }],
    ["%npm install", { program: "npm", words: ["install"] }], // what package.json names
    ["%npm help", { program: "npm", words: ["help"] }],
    ["!npm install d3", { program: "npm", words: ["install", "d3"] }],
    ["!npm ls | head", { program: "shell", line: "npm ls | head" }],
    ["! ls", { program: "shell", line: "ls" }],
  ])("%s", (line, command) => {
    expect(readCommands([line])).toEqual([command]);
  });

  it.each([
    ["%npm", 'a command of npm must be named, current value is "%npm"; type `%npm install NAME`'],
    ["%npm // nothing", "type `%npm install NAME`"],
    ["!npm uninstall", "type `%npm uninstall NAME`"],
    ["%npm rm --save-dev", 'a package must be named, current value is "%npm rm"; type `%npm rm NAME`'],
    [
      "%npm install a;b",
      'what follows %npm must be names, versions, paths and options, current value is "a;b"',
    ],
    ["!", 'a program must be named after !, current value is "!"; type `! ls`, or what else is to run'],
    ["%", 'its first word must be %npm, or a program of the shell after !, current value is "%"'],
    ["%pip install x", 'current value is "%pip"; packages come from npm here: type `%npm install NAME`'],
    ["%conda install x", "type `%npm install NAME`"],
    ["%%bash", 'current value is "%%bash"; type each line as a command, as in `! ls`'],
    ["%matplotlib inline", "figures appear below their cell without it: leave the line out"],
    ["%%npm install d3", 'current value is "%%npm"'],
    ["%nothing", 'current value is "%nothing"; what else a notebook needs is TypeScript'],
    [
      "const a = 1",
      'each line must be a command where the first one is, current value is "const a = 1"; put code',
    ],
  ])("says what to type for %s", (line, message) => {
    expect(() => readCommands(["! ls", line])).toThrow(message);
    expect(() => readCommands([line])).toThrow(/^Cannot run a command: /);
  });
});

it("mayInstall() knows what only reads", () => {
  const install = (line: string) => mayInstall(readCommands([line])[0]!);
  for (const line of [
    "%npm ls",
    "%npm help",
    "%npm view d3 version",
    "%npm run build",
    "! ls",
    "!git pull origin",
  ])
    expect([line, install(line)]).toEqual([line, false]);
  const all = "%npm install d3,%npm i,%npm ci,%npm exec cowsay,%npm -g install d3,%npm update,%npm init vite";
  for (const line of [...all.split(","), "!npm i d3", "!npx cowsay hi", "!yarn add d3", "!npm i d3 && ls"])
    expect([line, install(line)]).toEqual([line, true]);
});
