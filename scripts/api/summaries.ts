// What a name is, where its own doc comment does not say it: the class that it makes says it, the method of the same work, the
// function that takes it, or the first line of its file.
import fs from "node:fs";
import {
  Comment,
  type CommentDisplayPart,
  type DeclarationReflection,
  type ProjectReflection,
  ReflectionKind,
} from "typedoc";
import {
  commentOf,
  hasSummary,
  namesIn,
  namesTaken,
  type PublicName,
  publicNames,
  resultOf,
} from "./publicNames.js";

export function addSummaries(project: ProjectReflection): void {
  const names = publicNames(project);
  const methods = names.find(({ name }) => name === "NDArray")?.reflection.children ?? [];
  for (const { name, reflection } of names) {
    const comment = commentOf(reflection);
    const method = hasSummary(comment) ? undefined : methodFor(name, methods);
    if (method) Object.assign(comment, commentOf(method).clone());
    if (!hasSummary(comment))
      comment.summary = [
        fromTarget(reflection) ??
          fromPackage(reflection) ??
          fromTakers(reflection, names) ??
          fromFile(project, reflection) ??
          [],
      ].flat();
  }
}

/** `sum(x)` does what `x.sum()` does, and `np.isnan(x)` what `x.isNaN()` does. */
const methodFor = (name: string, methods: readonly DeclarationReflection[]) =>
  methods.find(
    (method) => method.name.toLowerCase() === name.replace(/^np\./, "").toLowerCase() && method.signatures,
  );

/** The class that a function makes, or the type that has another name here. */
function fromTarget(reflection: DeclarationReflection): CommentDisplayPart[] | undefined {
  const target = namesIn(resultOf(reflection))[0];
  const summary = target && commentOf(target).summary;
  if (!target || !summary?.length || target.kindOf(ReflectionKind.Namespace)) return undefined;
  const verb = reflection.signatures ? "Makes " : "The same as ";
  return [text(verb), text(target.name, target), text(": "), ...Comment.cloneDisplayParts(summary)];
}

function text(words: string, target?: DeclarationReflection): CommentDisplayPart {
  if (!target) return { kind: "text", text: words };
  return { kind: "inline-tag", tag: "@link", text: words, target };
}

/** TypeDoc's type of another package. */
function fromPackage({ type }: DeclarationReflection): CommentDisplayPart[] | undefined {
  if (type?.type !== "reference" || type.package === undefined || type.reflection) return undefined;
  return [text(`\`${type.qualifiedName}\` of ${type.package}.`)];
}

/** What options are for. */
function fromTakers(
  reflection: DeclarationReflection,
  names: readonly PublicName[],
): CommentDisplayPart[] | undefined {
  const takers = names.filter((other) => namesTaken(other.reflection).includes(reflection));
  if (takers.length === 0) return undefined;
  const links = takers.flatMap(({ name, reflection: target }, i) => [
    ...(i > 0 ? [text(", ")] : []),
    text(name, target),
  ]);
  return [
    text(reflection.name.endsWith("Options") ? "Options of " : "What is given to "),
    ...links,
    text("."),
  ];
}

/** Every file begins by saying what it is. */
function fromFile(
  project: ProjectReflection,
  reflection: DeclarationReflection,
): CommentDisplayPart[] | undefined {
  const file = project.getSymbolIdFromReflection(reflection)?.fileName;
  if (!file || !reflection.kindOf(ReflectionKind.Namespace)) return undefined;
  const [head] = /^(\/\/ .*\n)+/.exec(fs.readFileSync(file, "utf8")) ?? [];
  return head === undefined
    ? undefined
    : [
        text(
          head
            .replace(/^\/\/ /gm, "")
            .replaceAll("\n", " ")
            .trim(),
        ),
      ];
}
