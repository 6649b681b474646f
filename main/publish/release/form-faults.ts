import type { FormFault, ReleaseDraft } from '../../../preload/contract.ts';
import { checkRelease, explainCode, type FieldFault } from '../../../protocol/index.ts';

/** What the rules alone have to say about a form, each fault at its field and row. */
export function formFaults(draft: ReleaseDraft): FormFault[] {
  const checked = checkRelease(draft);
  return checked.ok ? [] : checked.faults.map(toFormFault);
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
