// Versions that a page cannot look up: the build writes them in.

declare const gradusBuild: { version: string; typescript: string };

export const { version, typescript: typescriptVersion } = gradusBuild;
