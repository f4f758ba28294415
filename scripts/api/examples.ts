// An example for every name. Those without one of their own show the shortest example of another name that uses them; a type
// shows that of a function that takes or gives it. All are tests (test/examples.test.ts).
import path from "node:path";
import {
  type Comment,
  CommentTag,
  type DeclarationReflection,
  type ProjectReflection,
  ReflectionKind,
  type SignatureReflection,
} from "typedoc";
import { commentOf, hasExample, namesIn, namesTaken, publicNames, resultOf } from "./publicNames.js";

interface Example {
  /** The name whose doc comment has it. */
  from: string;
  code: string;
}

export function addExamples(project: ProjectReflection): void {
  const names = publicNames(project);
  const all = examplesIn(project).sort((a, b) => a.code.length - b.code.length);
  const found = new Map<DeclarationReflection, Example>();
  for (const { name, reflection } of names) {
    const own = ownExample(name, reflection);
    const example = own ?? all.find(({ code }) => uses(code, name));
    if (example) found.set(reflection, example);
  }
  // A class has the example of the function that makes it, a type that of a function that takes or gives it, or that of a type
  // that holds it.
  for (let grown = -1; grown < found.size;) {
    grown = found.size;
    for (const { reflection } of names) {
      const example = found.get(reflection);
      if (!example) continue;
      for (const other of related(reflection))
        if (!found.has(other) && (other.kindOf(ReflectionKind.SomeType) || makes(reflection, other)))
          found.set(other, example);
    }
    for (const { reflection } of names) {
      const made = namesIn(resultOf(reflection)).find(
        (other) => found.has(other) && makes(reflection, other),
      );
      if (made && !found.has(reflection)) found.set(reflection, found.get(made)!);
    }
  }
  // A type that nothing leads to shows what its namespace does, or what stands beside it in its file or folder.
  const folder = (file: string | undefined) => file && path.dirname(file);
  for (const { reflection } of names) {
    if (found.has(reflection) || !reflection.kindOf(ReflectionKind.SomeType)) continue;
    const file = fileOf(project, reflection);
    const beside =
      names.find((other) => found.has(other.reflection) && fileOf(project, other.reflection) === file) ??
      names.find(
        (other) => found.has(other.reflection) && folder(fileOf(project, other.reflection)) === folder(file),
      );
    const neighbour =
      found.get(reflection.parent as DeclarationReflection) ??
      found.get(beside?.reflection as DeclarationReflection);
    if (neighbour) found.set(reflection, neighbour);
  }
  for (const [reflection, { from, code }] of found) {
    const comment = commentOf(reflection);
    if (hasExample(comment)) continue;
    const tag = new CommentTag("@example", [{ kind: "code", text: code }]);
    tag.name = `from ${from}`;
    comment.blockTags.push(tag);
  }
}

function ownExample(name: string, reflection: DeclarationReflection): Example | undefined {
  const holders = [reflection, ...(reflection.signatures ?? [])];
  const members = (reflection.children ?? []).filter((child) =>
    child.kindOf([ReflectionKind.Constructor, ReflectionKind.Method]),
  );
  const [code] = [...holders, ...members.flatMap((member) => member.signatures ?? [])].flatMap(codesOf);
  return code === undefined ? undefined : { from: name, code };
}

/** Every example of every doc comment, of methods too. */
function examplesIn(project: ProjectReflection): Example[] {
  const holders = Object.values(project.reflections) as (DeclarationReflection | SignatureReflection)[];
  return holders.flatMap((holder) =>
    codesOf(holder).map((code) => ({
      from: holder.getFriendlyFullName().replace(/\.constructor$/, ""),
      code,
    })),
  );
}

function codesOf({ comment }: { comment?: Comment }): string[] {
  return (comment?.getTags("@example") ?? []).flatMap(({ content }) =>
    content.filter(({ kind, text }) => kind === "code" && text.startsWith("```ts")).map(({ text }) => text),
  );
}

/** Whether a function gives a class, as `dense()` gives a `Dense`, or a class extends it. */
const makes = (from: DeclarationReflection, type: DeclarationReflection): boolean =>
  from.kindOf(ReflectionKind.Function)
    ? namesIn(resultOf(from)).includes(type)
    : (from.extendedTypes ?? []).flatMap(namesIn).includes(type);

/** Whether a program uses a name: by its namespace, by what it imports, or, for what is also a method, as a method. */
function uses(code: string, name: string): boolean {
  const word = (text: string) => new RegExp(`(?<![\\w.$])${text.replaceAll(".", "\\.")}(?![\\w$])`);
  const [namespace, member] = name.split(".");
  if (member !== undefined) {
    const taken = [...code.matchAll(new RegExp(`const \\{([^}]*)\\} = ${namespace!}\\b`, "g"))];
    return word(name).test(code) || taken.some(([, names]) => word(member).test(names!));
  }
  const imported = /import \{([^}]*)\} from "gradus"/.exec(code)?.[1] ?? "";
  return word(name).test(imported) || word(`np.${name}`).test(code);
}

function related(reflection: DeclarationReflection): DeclarationReflection[] {
  const fields = (reflection.children ?? []).flatMap((child) => [
    ...namesIn(resultOf(child)),
    ...namesTaken(child),
  ]);
  const bases = (reflection.extendedTypes ?? []).flatMap(namesIn);
  return [...namesTaken(reflection), ...namesIn(resultOf(reflection)), ...fields, ...bases];
}

const fileOf = (project: ProjectReflection, reflection: DeclarationReflection): string | undefined =>
  project.getSymbolIdFromReflection(reflection)?.fileName;
