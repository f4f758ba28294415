// Mistakes that the editor must see: one misspelt name in a cell.

/** One property or function name of a cell, misspelt: a name after a dot, or the callee of a call. */
export function misspell(code) {
  const uncommented = code.replace(
    /\/\/[^\n]*|\/\*[^]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`/g,
    (text) => " ".repeat(text.length),
  );
  const found =
    /(?<=[\w)\]]\.)[a-z]\w{2,}(?=\()/.exec(uncommented) ??
    /(?<![\w.]|function\*? )[a-z]\w{3,}(?=\()/.exec(uncommented);
  if (!found || /^(?:function|while|switch|catch|await|return|import|typeof|constructor)$/.test(found[0]))
    return undefined;
  const name = `${found[0]}Qx`;
  return {
    code: code.slice(0, found.index) + name + code.slice(found.index + found[0].length),
    at: found.index,
    name,
  };
}
