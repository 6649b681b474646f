import type { ReleaseDraft } from '../../preload/contract.ts';
import { STORED_FIELDS } from '../../protocol/index.ts';

const FIELDS: ReadonlySet<string> = new Set<keyof ReleaseDraft>([
  'packageId',
  'packageVersion',
  'access',
  'notes',
  ...STORED_FIELDS,
]);

/** Some refusals are about the request (`file`) or the token, which no field of the form can mend. */
export function isFormField(field: string | undefined): boolean {
  return field !== undefined && FIELDS.has(field);
}
