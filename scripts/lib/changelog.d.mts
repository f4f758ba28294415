export function changelogSection(version: string, date: string, subjects: string[] | undefined): string;
export function withSection(changelog: string, version: string, section: string): string;
