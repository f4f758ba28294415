// Everything public that can be called, as TypeScript sees it: what walks it tries a new function without its being written down.
import path from "node:path";
import ts from "typescript";

const source = path.resolve(import.meta.dirname, "../src").replaceAll("\\", "/");

/** A function, a class or a method of one, and the ways to call it. */
export interface PublicCall {
  /** As in `"np.linalg.norm"`, `"KFold"` and `"NDArray#sum"`. */
  name: string;
  kind: "function" | "class" | "method";
  signatures: readonly ts.Signature[];
}

export interface PublicSurface {
  calls: PublicCall[];
  /** Whether a name was declared by us. */
  isOurs: (symbol: ts.Symbol) => boolean;
  typeOf: (symbol: ts.Symbol) => ts.Type;
}

/** What `import * from "gradus"` gives. */
export function publicSurface(): PublicSurface {
  const config = ts.getParsedCommandLineOfConfigFile(
    path.join(source, "../tsconfig.json"),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: () => undefined,
    },
  )!;
  const program = ts.createProgram([`${source}/index.ts`], config.options);
  const checker = program.getTypeChecker();
  const index = program.getSourceFile(`${source}/index.ts`)!;
  const fileOf = (symbol: ts.Symbol) => symbol.declarations?.[0]?.getSourceFile().fileName ?? "";
  const isOurs = (symbol: ts.Symbol) => fileOf(symbol).startsWith(`${source}/`);
  const typeOf = (symbol: ts.Symbol) => checker.getTypeOfSymbolAtLocation(symbol, index);
  const calls: PublicCall[] = [];
  const note = (name: string, kind: PublicCall["kind"], signatures: readonly ts.Signature[]): void => {
    if (signatures.length > 0) calls.push({ name, kind, signatures });
  };
  const walk = (symbol: ts.Symbol, name: string): void => {
    const real = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    if (!isOurs(real)) return;
    if (real.flags & ts.SymbolFlags.ValueModule)
      for (const each of checker.getExportsOfModule(real)) walk(each, `${name}.${each.name}`);
    if (!(real.flags & ts.SymbolFlags.Value) || real.flags & ts.SymbolFlags.ValueModule) return;
    const type = typeOf(real);
    note(name, "function", type.getCallSignatures());
    const makes = type.getConstructSignatures();
    note(name, "class", makes);
    for (const member of makes[0]?.getReturnType().getProperties() ?? []) {
      const isHidden = member.declarations?.some(
        (each) => ts.getCombinedModifierFlags(each) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected),
      );
      if (isOurs(member) && !isHidden)
        note(`${name}#${member.name}`, "method", typeOf(member).getCallSignatures());
    }
  };
  for (const each of checker.getExportsOfModule(checker.getSymbolAtLocation(index)!)) walk(each, each.name);
  return { calls, isOurs, typeOf };
}
