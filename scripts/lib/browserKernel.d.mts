export const standIns: Record<string, string>;
export function buildBrowserKernel(outdir: string): Promise<string[]>;
