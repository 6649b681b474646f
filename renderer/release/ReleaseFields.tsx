import { Button } from '@mantine/core';
import type { AddonSummary, ReleaseStart } from '../../preload/contract.ts';
import { text } from '../text/text.ts';
import { AccessField } from './fields/AccessField.tsx';
import { NotesField } from './fields/NotesField.tsx';
import { PackageIdField } from './fields/PackageIdField.tsx';
import { PlatformsField } from './fields/PlatformsField.tsx';
import { SelectionField } from './fields/SelectionField.tsx';
import { VersionField } from './fields/VersionField.tsx';
import { type ReleaseForm, startOver } from './form/forms.ts';
import { faultsByRow } from './form/shown-faults.ts';
import { ListEditor } from './lists/ListEditor.tsx';
import { NeededLibraries } from './lists/NeededLibraries.tsx';
import styles from './release.module.css';

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
      return t.detected(versionFrom ?? undefined);
  }
}
