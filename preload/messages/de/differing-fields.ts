import { type DifferingField, differing } from '../differing.ts';

const NAMES: Readonly<Record<DifferingField, string>> = {
  form: 'Release-Formular',
  xpSelection: 'X-Plane-Versionen',
  access: 'Zugriff',
  platforms: 'Plattformen',
  dependencies: 'Abhängigkeiten',
  incompatibilities: 'Inkompatibilitäten',
};

/** The names of fields that differ, in a sentence. */
export function differingFields(fields: readonly string[]): string {
  return differing(fields, NAMES);
}
