import { Button } from '@mantine/core';
import type { AddonSummary, ReleaseStart } from '../../preload/contract.ts';
import { text } from '../text/text.ts';
import { AccessField } from './AccessField.tsx';
import { type ReleaseForm, startOver } from './forms.ts';
import { ListEditor } from './ListEditor.tsx';
import { NeededLibraries } from './NeededLibraries.tsx';
import { NotesField } from './NotesField.tsx';
import { PackageIdField } from './PackageIdField.tsx';
import { PlatformsField } from './PlatformsField.tsx';
import styles from './release.module.css';
import { SelectionField } from './SelectionField.tsx';
import { faultsByRow } from './shown-faults.ts';
import { VersionField } from './VersionField.tsx';

interface FieldsProps {
  readonly form: ReleaseForm;
  readonly addon: AddonSummary;
}

/** From what it is, over what is new, to where it works, who gets it and what it needs. */
export function ReleaseFields({ form, addon }: FieldsProps) {
  const rowFaults = faultsByRow(form);
  return (
    <>
      <Origin form={form} />
      <div className={styles.pair}>
        <PackageIdField form={form} addon={addon} />
        <VersionField form={form} />
      </div>
      <NotesField form={form} />
      <SelectionField form={form} />
      <div className={styles.pair}>
        <AccessField form={form} />
        <PlatformsField form={form} />
      </div>
      <NeededLibraries form={form} />
      <ListEditor list="dependencies" form={form} rowFaults={rowFaults} />
      <ListEditor list="incompatibilities" form={form} rowFaults={rowFaults} />
    </>
  );
}

function Origin({ form: { start, target } }: { readonly form: ReleaseForm }) {
  const t = text.release;
  const sentence = originOf(start);
  return (
    <p className={styles.origin}>
      {sentence}
      {start.origin === 'kept' && (
        <Button variant="subtle" size="compact-xs" onClick={() => void startOver(target)}>
          {t.startOver}
        </Button>
      )}
    </p>
  );
}

function originOf({ origin, previous, versionFrom }: ReleaseStart): string {
  const t = text.release.origin;
  switch (origin) {
    case 'kept':
      return t.kept;
    case 'last-version':
      return t['last-version'](previous?.packageVersion ?? '');
    case 'detected':
      return t.detected(versionFrom);
  }
}
