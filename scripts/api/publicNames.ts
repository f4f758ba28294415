// The names that `import … from "gradus"` gives, those inside namespaces included, and where their doc comments stand.
import {
  Comment,
  type DeclarationReflection,
  makeRecursiveVisitor,
  type ProjectReflection,
  ReflectionKind,
  type SignatureReflection,
  type SomeType,
} from "typedoc";

/** Where types stand that public names use, but that have no public name themselves. */
export const otherTypes = "types";

export interface PublicName {
  /** As a program writes it: `layers.dense`. */
  name: string;
  reflection: DeclarationReflection;
}

/** Every public name once; `np.sum` is another name of `sum`. */
export function publicNames(parent: ProjectReflection | DeclarationReflection, prefix = ""): PublicName[] {
  return (parent.children ?? []).flatMap((reflection): PublicName[] => {
    if (reflection.kindOf([ReflectionKind.Reference, ReflectionKind.Module])) return [];
    const name = prefix + reflection.name;
    const inside = reflection.kindOf(ReflectionKind.Namespace) ? publicNames(reflection, `${name}.`) : [];
    return [{ name, reflection }, ...inside];
  });
}

/** Further names of what has one already, such as `np.subtract` for `np.sub`; their pages are those of the first. */
export function otherNames(parent: ProjectReflection | DeclarationReflection, prefix = ""): string[] {
  return (parent.children ?? []).flatMap((reflection) => {
    const name = prefix + reflection.name;
    if (reflection.kindOf(ReflectionKind.Reference)) return [name];
    return reflection.kindOf(ReflectionKind.Namespace) ? otherNames(reflection, `${name}.`) : [];
  });
}

/** The doc comment of a name; a function has it at one of its signatures. An empty one is made where there is none. */
export function commentOf(reflection: DeclarationReflection): Comment {
  const signatures = (!reflection.kindOf(ReflectionKind.ClassOrInterface) && reflection.signatures) || [];
  const owner = signatures.find(({ comment }) => comment) ?? signatures[0] ?? reflection;
  return (owner.comment ??= new Comment());
}

export const hasSummary = (comment: Comment): boolean => comment.summary.length > 0;
export const hasExample = (comment: Comment): boolean => comment.getTag("@example") !== undefined;

/** What a function gives, or a variable is. */
export const resultOf = ({ signatures, type }: DeclarationReflection): SomeType | undefined =>
  signatures?.[0]?.type ?? type;

/** The names of ours that a type speaks of. */
export function namesIn(type: SomeType | undefined): DeclarationReflection[] {
  const found: DeclarationReflection[] = [];
  type?.visit(
    makeRecursiveVisitor({
      reference: ({ reflection }) => void (reflection && found.push(reflection as DeclarationReflection)),
    }),
  );
  return found;
}

/** The names of ours that the parameters of a function, of a constructor or of a class's methods speak of. */
export function namesTaken(reflection: DeclarationReflection): DeclarationReflection[] {
  const members = reflection.kindOf(ReflectionKind.Class) ? (reflection.children ?? []) : [];
  const typed = reflection.type?.type === "reflection" ? [reflection.type.declaration] : [];
  const signatures: SignatureReflection[] = [reflection, ...typed, ...members].flatMap(
    ({ signatures }) => signatures ?? [],
  );
  return signatures.flatMap(({ parameters = [] }) => parameters.flatMap(({ type }) => namesIn(type)));
}
