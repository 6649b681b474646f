import type { FormFault, ReleaseDraft } from '../../../preload/contract.ts';
import { checkRelease, explainCode, type FieldFault } from '../../../protocol/index.ts';
import type { AddonFacts } from '../ports.ts';

/** What the rules alone have to say about a form, each fault at its field and row. */
export function formFaults(draft: ReleaseDraft): FormFault[] {
  const checked = checkRelease(draft);
  return checked.ok ? [] : checked.faults.map(toFormFault);
}

/** Two add-ons with one id would publish over each other. */
export function idFaults(addons: Pick<AddonFacts, 'idFault'>, addonId: string, draft: ReleaseDraft): FormFault[] {
  const fault = addons.idFault?.(addonId, draft.packageId) ?? null;
  return fault === null ? [] : [{ ...fault, field: 'packageId' }];
}

function toFormFault({ code, field, list, row }: FieldFault): FormFault {
  const { sentence, hint } = explainCode(code);
  return {
    code,
    message: sentence,
    field,
    ...(hint && { hint }),
    ...(list !== undefined && { list }),
    ...(row !== undefined && { row }),
  };
}
