import { Fragment } from 'react';
import { normalizeVersion, statusInfo } from '../../../protocol/index.ts';
import { Explain } from '../../help/Explain.tsx';
import { Field, TextBox } from '../../parts/form/Field.tsx';
import { Literal } from '../../parts/signs/Chip.tsx';
import { goTo } from '../../stores/place.ts';
import { statusWord } from '../../submissions/status-word.ts';
import { text } from '../../text/text.ts';
import { type ReleaseForm, typeField } from '../form/forms.ts';
import { takenVersion } from '../form/model.ts';
import { explainFault, fieldFault } from '../form/shown-faults.ts';
import styles from '../release.module.css';

const t = text.release;
const ID = 'release-packageVersion';

export function VersionField({ form }: { readonly form: ReleaseForm }) {
  const { target, model, start } = form;
  const fault = fieldFault(form, 'packageVersion', model.packageVersion);
  const taken = takenVersion(model, start.takenVersions);
  const error = fault && explainFault(fault);
  const type = (value: string) => typeField(target, 'packageVersion', value);
  return (
    <div>
      <Field
        id={ID}
        label={t.version}
        help={<Explain term="Version" name={t.version} />}
        error={error && taken ? { ...error, sentence: t.versionTaken(taken.version, statusWord(taken.status)) } : error}
        hint={<Reading form={form} />}
      >
        <TextBox id={ID} literal value={model.packageVersion} invalid={error !== undefined} onChange={type} />
      </Field>
      <p className={styles.dim}>
        {taken && statusInfo(taken.status).retryable && (
          <button
            type="button"
            className={styles.suggestion}
            onClick={() => goTo({ screen: 'addon', addonId: target.addonId, tab: 'versions' })}
          >
            {t.versionTakenRetry}
          </button>
        )}
        {start.suggestions.length > 0 && `${t.suggestions}: `}
        {start.suggestions.map(({ version, label }) => (
          <Fragment key={label}>
            <button
              type="button"
              className={styles.suggestion}
              onClick={() => type(version)}
              title={t.suggestion[label]}
              aria-label={`${version}, ${t.suggestion[label]}`}
            >
              <Literal>{version}</Literal>
            </button>{' '}
          </Fragment>
        ))}
      </p>
    </div>
  );
}

function Reading({ form: { model } }: { readonly form: ReleaseForm }) {
  const version = normalizeVersion(model.packageVersion);
  if (!version.ok) return undefined;
  const { canonical } = version.value;
  return <span>{canonical === model.packageVersion ? t.versionUsed(canonical) : t.versionCanonical(canonical)}</span>;
}
