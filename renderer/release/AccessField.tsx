import { ACCESS_CHOICES, accessToFlags } from '../../protocol/index.ts';
import { Explain } from '../help/Explain.tsx';
import { GroupField } from '../parts/Field.tsx';
import { text } from '../text/text.ts';
import { type ReleaseForm, typeField } from './forms.ts';
import styles from './release.module.css';
import { explainFault, fieldFault } from './shown-faults.ts';

const t = text.release.access;

/** One choice that can only make combinations the registry takes; the three flags it makes are shown. */
export function AccessField({ form }: { readonly form: ReleaseForm }) {
  const { target, model } = form;
  const fault = fieldFault(form, 'access', model.access);
  const flags = accessToFlags(model.access);
  return (
    <GroupField
      id="release-access"
      label={t.label}
      help={<Explain term="Access" name={t.label} />}
      error={fault && explainFault(fault)}
      hint={
        <>
          {t.hint[model.access]}
          <br />
          <span className={styles.flags}>{t.flags(flags.isPublic, flags.isPrivate, flags.isStored)}</span>
        </>
      }
    >
      <div className={styles.choices}>
        {ACCESS_CHOICES.map((access) => (
          <label key={access} className={styles.choice}>
            <input
              type="radio"
              name="access"
              checked={model.access === access}
              onChange={() => typeField(target, 'access', access)}
            />
            {t[access]}
          </label>
        ))}
      </div>
    </GroupField>
  );
}
