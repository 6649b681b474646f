import { useMemo } from 'react';
import { DRAFT_LIMITS } from '../../../preload/contract/draft-limits.ts';
import { parseSelection, tidyXPlaneSelection } from '../../../protocol/index.ts';
import { Explain } from '../../help/Explain.tsx';
import { Field, TextBox } from '../../parts/form/Field.tsx';
import { NumberLine } from '../../parts/signs/NumberLine.tsx';
import { text } from '../../text/text.ts';
import { type ReleaseForm, typeField } from '../form/forms.ts';
import { explainFault, fieldFault } from '../form/shown-faults.ts';

const t = text.release;
const ID = 'release-xpSelection';

export function SelectionField({ form }: { readonly form: ReleaseForm }) {
  const { target, model } = form;
  const fault = fieldFault(form, 'xpSelection', model.xpSelection);
  const parsed = useMemo(() => parseSelection(tidyXPlaneSelection(model.xpSelection)), [model.xpSelection]);
  const reading = parsed.ok ? readingOf(model.xpSelection, parsed.value.canonical) : undefined;
  return (
    <div>
      <Field
        id={ID}
        label={t.xpSelection}
        help={<Explain term="X-Plane versions" name={t.xpSelection} />}
        error={fault && explainFault(fault)}
        hint={reading}
      >
        <TextBox
          id={ID}
          literal
          longest={DRAFT_LIMITS.selection}
          value={model.xpSelection}
          invalid={fault !== undefined}
          onChange={(value) => typeField(target, 'xpSelection', value)}
        />
      </Field>
      {parsed.ok && <NumberLine selection={parsed.value} />}
    </div>
  );
}

function readingOf(typed: string, canonical: string): string | undefined {
  if (canonical === '*') return t.selectionAll;
  return canonical === typed ? undefined : t.selectionCanonical(canonical);
}
