import { expect, it } from "vitest";
import { atCursor, openSession } from "./helpers.js";

const documented = `/**
 * Splits arrays into two parts.
 *
 * @param x - Features, shape \`[n, m]\`.
 * @param testSize - Share | of the test part.
 * @returns Both parts.
 * @throws RangeError if testSize > 1.
 *
 * @example Half and half
 * \`\`\`ts
 * split([1, 2], 0.5);
 * \`\`\`
 * @see scikit-learn \`train_test_split\`
 */
function split(x: number[], testSize = 0.25): number[][] { return [x]; }
let plain = 1;`;

function inspect(marked: string, detailLevel: 0 | 1 = 0) {
  const session = openSession();
  session.check({ code: documented });
  return session.inspect({ ...atCursor(marked), detailLevel });
}

it("inspect() gives signature, prose, parameters, returns, throws, example and see as Markdown", () => {
  expect(inspect("spl|it")!.markdown).toBe(`\`\`\`ts
function split(x: number[], testSize?: number): number[][]
\`\`\`

Splits arrays into two parts.

**Parameters**

| name | meaning |
| --- | --- |
| \`x\` | Features, shape \`[n, m]\`. |
| \`testSize\` | Share \\| of the test part. |

**Returns**

Both parts.

**Throws**

RangeError if testSize > 1.

**Example: Half and half**

\`\`\`ts
split([1, 2], 0.5);
\`\`\`

**See**

scikit-learn \`train_test_split\``);
});

it("inspect() gives the same as plain text", () => {
  expect(inspect("split|")!.text).toBe(`function split(x: number[], testSize?: number): number[][]

Splits arrays into two parts.

Parameters:
  x: Features, shape \`[n, m]\`.
  testSize: Share | of the test part.

Returns:
Both parts.

Throws:
RangeError if testSize > 1.

Example: Half and half:
split([1, 2], 0.5);

See:
scikit-learn \`train_test_split\``);
});

it.each([
  ["split(|)", "split"],
  ["split([1], |", "split"],
  ["split(Math.max(1), |)", "split"],
  ["Math.max(|1)", "Math.max"],
  ["console.log|", "log"],
  ["Math|.max", "Math"],
  ["pla|in", "let plain: number"],
  ["const local = 'x'; loc|al", "const local"],
  ["parseFloat('1', |)", "parseFloat"],
])("inspect() understands %s", (marked, wanted) => {
  expect(inspect(marked)!.text).toContain(wanted);
});

it("inspect() tells where a name of a file is defined at detail level 1", () => {
  expect(inspect("Math.ma|x", 1)!.text).toMatch(/Defined in .*lib\.es5\.d\.ts:\d+/);
  expect(inspect("spl|it", 1)!.text).not.toContain("Defined in");
});

it("inspect() gives null where there is nothing to say", () => {
  for (const marked of ["|", "  | ", "unknownName|", "1 + |", "// split|"])
    expect(inspect(marked)).toBeNull();
});

it("inspect() does not show that a name came from another cell", () => {
  expect(inspect("plain|")!.text).toBe("let plain: number");
  expect(inspect("split|")!.text).not.toMatch(/alias|import/);
});
