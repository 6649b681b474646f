import { type DifferingField, differing } from '../differing.ts';

const NAMES: Readonly<Record<DifferingField, string>> = {
  form: 'release form',
  xpSelection: 'X-Plane versions',
  access: 'access',
  platforms: 'platforms',
  dependencies: 'dependencies',
  incompatibilities: 'incompatibilities',
};

/** The names of fields that differ, in a sentence. */
export function differingFields(fields: readonly string[]): string {
  return differing(fields, NAMES);
}
