// Modules that are imported by an address, `https://…`. Node has none; where cells run in a page, the browser gets them.

/** Whether a specifier, or a file's name, is an address. Without known types such a module's values are `any`. */
export let isAddress = (_name: string): boolean => false;

/** The file with the types of what a file imports by an address, or from one; undefined while they are not known. */
export let typesAt = (_specifier: string, _from: string): string | undefined => undefined;

/** To be called before any checker is made. What `types` finds may be more each time that a service is told to `refresh`. */
export function setAddresses(is: typeof isAddress, types: typeof typesAt): void {
  isAddress = is;
  typesAt = types;
}
