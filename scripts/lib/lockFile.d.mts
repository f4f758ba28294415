export interface ShippedPackage {
  name: string;
  version: string;
  license?: string;
  neededBy: string[];
}
interface LockFile {
  packages: Record<string, object>;
}
export function packageNames(lock: LockFile): Set<string>;
export function shippedPackages(lock: LockFile): ShippedPackage[];
export function licenceFaults(packages: ShippedPackage[]): string[];
