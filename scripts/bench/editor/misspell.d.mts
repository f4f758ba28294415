export function misspell(code: string): { code: string; at: number; name: string } | undefined;
