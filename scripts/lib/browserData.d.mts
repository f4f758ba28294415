export function packData(target: string): Promise<void>;
