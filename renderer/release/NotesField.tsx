import { DRAFT_LIMITS } from '../../preload/contract/draft-limits.ts';
import { Explain } from '../help/Explain.tsx';
import { Field } from '../parts/Field.tsx';
import fieldStyles from '../parts/field.module.css';
import { text } from '../text/text.ts';
import { type ReleaseForm, typeField } from './forms.ts';

const ID = 'release-notes';

export function NotesField({ form: { target, model } }: { readonly form: ReleaseForm }) {
  return (
    <Field
      id={ID}
      label={text.release.notes}
      help={<Explain term="Release notes" name={text.release.notes} />}
      hint={text.release.notesHint}
    >
      <textarea
        id={ID}
        className={fieldStyles.input}
        maxLength={DRAFT_LIMITS.notes}
        value={model.notes}
        aria-describedby={`${ID}-note`}
        onChange={(event) => typeField(target, 'notes', event.currentTarget.value)}
      />
    </Field>
  );
}
