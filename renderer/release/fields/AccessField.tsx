import { ACCESS_CHOICES, accessToFlags } from '../../../protocol/index.ts';
import { Explain } from '../../help/Explain.tsx';
import { ChoiceField } from '../../parts/form/Choices.tsx';
import { text } from '../../text/text.ts';
import { type ReleaseForm, typeField } from '../form/forms.ts';
import { explainFault, fieldFault } from '../form/shown-faults.ts';
import styles from '../release.module.css';

const t = text.release.access;

/** One choice that can only make combinations the registry takes; the three flags it makes are shown. */
export function AccessField({ form }: { readonly form: ReleaseForm }) {
  const { target, model } = form;
  const fault = fieldFault(form, 'access', model.access);
  const flags = accessToFlags(model.access);
  return (
    <ChoiceField
      id="release-access"
      label={t.label}
      help={<Explain term="Access" name={t.label} />}
      choices={ACCESS_CHOICES.map((access) => [access, t[access]] as const)}
      value={model.access}
      error={fault && explainFault(fault)}
      hint={
        <>
          {t.hint[model.access]}
          <br />
          <span className={styles.flags}>{t.flags(flags.isPublic, flags.isPrivate, flags.isStored)}</span>
        </>
      }
      onChange={(access) => typeField(target, 'access', access)}
    />
  );
}
