import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Panel } from '../parts/layout/Panel.tsx';
import { text } from '../text/text.ts';
import type { ReleaseForm } from './form/forms.ts';
import { keepThisTab, takeOtherTab } from './form/other-tabs.ts';
import styles from './release.module.css';

/** Both tabs were typed in at once: nothing is overwritten before the author chose. */
export function OtherTabPanel({ form }: { readonly form: ReleaseForm }) {
  return form.otherTab && <Choice form={form} />;
}

function Choice({ form: { target } }: { readonly form: ReleaseForm }) {
  const t = text.release.otherTab;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <div ref={box} role="alert">
      <Panel title={t.title}>
        <p className={styles.dim}>{t.text}</p>
        <div className={styles.choices}>
          <Button onClick={() => keepThisTab(target)}>{t.keepThis}</Button>
          <Button onClick={() => takeOtherTab(target)}>{t.takeOther}</Button>
        </div>
      </Panel>
    </div>
  );
}
