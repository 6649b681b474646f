import { useMemo, useState } from 'react';
import { CopyButton } from '../parts/CopyButton.tsx';
import { classes } from '../parts/classes.ts';
import { Field } from '../parts/form/Field.tsx';
import fieldStyles from '../parts/form/field.module.css';
import { Panel } from '../parts/layout/Panel.tsx';
import { text } from '../text/text.ts';
import { orderVersions } from './order.ts';
import styles from './tools.module.css';

const t = text.tools;
const ID = 'tool-order';

export function OrderPanel() {
  const [typed, setTyped] = useState('');
  const { versions, others } = useMemo(() => orderVersions(typed), [typed]);
  const ordered = versions.map(({ canonical }) => canonical).join('\n');
  return (
    <Panel title={t.order}>
      <div className={styles.stack}>
        <Field id={ID} label={t.orderInput} hint={t.orderHint}>
          <textarea
            id={ID}
            className={classes(fieldStyles.input, fieldStyles.literal)}
            rows={6}
            spellCheck={false}
            value={typed}
            placeholder={'1.2.0\n1.2.0b3\n1.10'}
            aria-describedby={`${ID}-note`}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </Field>
        {versions.length > 0 && (
          <div>
            <p className={styles.head} role="status">
              {t.ordered(versions.length)} <CopyButton value={ordered} what={t.copyOrdered} />
            </p>
            <ol className={styles.list}>
              {versions.map(({ canonical, spellings }) => (
                <li key={canonical}>
                  {canonical}{' '}
                  {spellings.length > 0 && <span className={styles.head}>{t.same(spellings.join(', '))}</span>}
                </li>
              ))}
            </ol>
          </div>
        )}
        {others.length > 0 && (
          <p className={styles.bad}>
            {t.notVersions}: {others.join(', ')}
          </p>
        )}
      </div>
    </Panel>
  );
}
