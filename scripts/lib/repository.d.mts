export function repositoryOf(environment: Record<string, string | undefined>): {
  repository?: { type: string; url: string };
};
