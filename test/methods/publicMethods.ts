// The public methods and setters of every public class, as TypeScript knows them: a new one is found without being written down.
import path from "node:path";
import ts from "typescript";
import type { BadValue } from "./badValues.js";

const root = path.resolve(import.meta.dirname, "../..").replaceAll("\\", "/");

/** A method, or a setter (with one parameter), of a public class. */
export interface PublicMethod {
  /** The class, as `layers.Dense`. */
  owner: string;
  name: string;
  isSetter: boolean;
  parameters: { name: string; takes: ReadonlySet<BadValue> | undefined }[];
}

/** All of them whose class lies in one of these folders of `src`. */
export function publicMethods(rooms: readonly string[]): PublicMethod[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    `${root}/tsconfig.json`,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  )!;
  const values = `${root}/test/methods/badValues.ts`;
  const program = ts.createProgram([`${root}/src/index.ts`, values], config.options);
  const checker = program.getTypeChecker();
  const index = program.getSourceFile(`${root}/src/index.ts`)!;
  const typeOf = (symbol: ts.Symbol) => checker.getTypeOfSymbolAtLocation(symbol, index);
  const exportsOf = (file: ts.SourceFile) => checker.getExportsOfModule(checker.getSymbolAtLocation(file)!);
  const badValues = exportsOf(program.getSourceFile(values)!).find(({ name }) => name === "badValues")!;
  const bad = typeOf(badValues)
    .getProperties()
    .map((symbol) => [symbol.name as BadValue, typeOf(symbol)] as const);

  const found: PublicMethod[] = [];
  const inherited = new Set<ts.Declaration>();
  const seen = new Set<ts.Symbol>();
  const fileOf = (symbol: ts.Symbol) => symbol.declarations?.[0]?.getSourceFile().fileName ?? "";
  const isOurs = (symbol: ts.Symbol) => fileOf(symbol).startsWith(`${root}/src/`);
  const isWalked = (symbol: ts.Symbol) =>
    rooms.some((room) => fileOf(symbol).startsWith(`${root}/src/${room}/`));
  const isHidden = (member: ts.Symbol) =>
    !/^[a-z]/i.test(member.name) ||
    member.getJsDocTags(checker).some(({ name }) => name === "internal") ||
    member.declarations?.some(
      (each) => ts.getCombinedModifierFlags(each) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected),
    );
  /** A parameter of several overloads takes what any of them takes. */
  const parametersOf = (signatures: readonly ts.Signature[]): PublicMethod["parameters"] => {
    const most = signatures.reduce((longest, each) =>
      each.getParameters().length > longest.getParameters().length ? each : longest,
    );
    return most.getParameters().map(({ name }, place) => {
      const types = signatures.flatMap((each) => each.getParameters()[place] ?? []).map(typeOf);
      const takes = bad.filter(([, type]) => types.some((one) => checker.isTypeAssignableTo(type, one)));
      return { name, takes: new Set(takes.map(([word]) => word)) };
    });
  };
  const note = (type: ts.Type, owner: string): void => {
    for (const member of type.getProperties()) {
      if (!isOurs(member) || isHidden(member)) continue;
      // what layers inherit is walked once
      const from = member.declarations?.[0];
      if (from && owner.startsWith("layers.") && inherited.has(from)) continue;
      if (from) inherited.add(from);
      const signatures = checker.getNonNullableType(typeOf(member)).getCallSignatures();
      const isMethod = member.flags & (ts.SymbolFlags.Method | ts.SymbolFlags.Accessor);
      if (signatures.length > 0 && isMethod)
        found.push({ owner, name: member.name, isSetter: false, parameters: parametersOf(signatures) });
      else if (member.declarations?.some(ts.isSetAccessor)) {
        const takes = bad.filter(([, each]) => checker.isTypeAssignableTo(each, typeOf(member)));
        const parameters = [{ name: member.name, takes: new Set(takes.map(([word]) => word)) }];
        found.push({ owner, name: member.name, isSetter: true, parameters });
      }
    }
  };
  const walk = (symbol: ts.Symbol, name: string): void => {
    const real = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    if (!isOurs(real)) return;
    if (real.flags & ts.SymbolFlags.ValueModule)
      for (const each of checker.getExportsOfModule(real)) walk(each, `${name}.${each.name}`);
    if (!(real.flags & ts.SymbolFlags.Value)) return;
    const makes = typeOf(real).getConstructSignatures()[0];
    if (!makes || seen.has(real) || !isWalked(real)) return;
    seen.add(real);
    note(makes.getReturnType(), name);
  };
  for (const each of exportsOf(index)) {
    walk(each, each.name);
    const real = each.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(each) : each;
    if (real.flags & ts.SymbolFlags.Variable && isOurs(real))
      for (const member of typeOf(real).getProperties()) walk(member, `${each.name}.${member.name}`);
  }
  return found.filter(({ parameters }) => parameters.length > 0);
}
