export const arrows: Record<string, string[]>;
export const doors: string[];
export const open: string[];
