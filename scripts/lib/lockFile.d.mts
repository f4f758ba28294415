export interface ShippedPackage {
  name: string;
  version: string;
  license?: string;
}
interface Advisories {
  advisories: { id: string; package: string; vulnerable: string; what: string }[];
  accepted: { id: string; why: string }[];
}
export function shippedPackages(lock: { packages: Record<string, object> }): ShippedPackage[];
export function licenceFaults(packages: ShippedPackage[]): string[];
export function advisoryFaults(packages: ShippedPackage[], known: Advisories): string[];
