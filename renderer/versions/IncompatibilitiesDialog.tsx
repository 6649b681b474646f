import { useMemo, useState } from 'react';
import type { PackageVersion } from '../../preload/contract.ts';
import { listFaults } from '../../protocol/index.ts';
import { bridge } from '../bridge.ts';
import { classes } from '../parts/classes.ts';
import { Field } from '../parts/form/Field.tsx';
import fieldStyles from '../parts/form/field.module.css';
import { parsePastedRows } from '../release/lists/paste.ts';
import { explain } from '../text/explain.ts';
import { text } from '../text/text.ts';
import { EditDialog } from './EditDialog.tsx';
import type { VersionRowProps } from './version-row-props.ts';
import styles from './versions.module.css';

const t = text.versions;
const ID = 'edit-incompatibilities';

export function IncompatibilitiesDialog(props: VersionRowProps & { onClose: () => void }) {
  const { connectionId, packageId, version: row, onClose } = props;
  const [typed, setTyped] = useState(() => row.incompatibilities.map((entry) => entry.join(' ')).join('\n'));
  const { rows, faults } = useMemo(() => readList(packageId, row, typed), [packageId, row, typed]);
  const save = () =>
    bridge().packages.setIncompatibilities({
      connectionId,
      packageId,
      version: row.version,
      incompatibilities: rows,
    });
  return (
    <EditDialog
      of={props}
      title={t.editIncompatibilitiesTitle(row.version)}
      save={faults.length > 0 ? undefined : save}
      onClose={onClose}
    >
      <Field id={ID} label={text.release.lists.incompatibilities.title} hint={t.incompatibilitiesHint}>
        <textarea
          id={ID}
          className={classes(fieldStyles.input, fieldStyles.literal)}
          rows={8}
          spellCheck={false}
          value={typed}
          aria-describedby={`${ID}-note`}
          aria-invalid={faults.length > 0 || undefined}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </Field>
      <ul className={styles.errors} role="status">
        {faults.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
    </EditDialog>
  );
}

/** The rows and, line by line, what the registry would refuse. */
function readList(packageId: string, { dependencies }: PackageVersion, typed: string) {
  const { rows, problems, brokenJson } = parsePastedRows(typed);
  const entries = rows.map(({ id, selection }): [string, string] => [id, selection]);
  const wrong = listFaults(packageId, dependencies, entries).filter(({ list }) => list === 'incompatibilities');
  const faults = [
    ...(brokenJson ? [text.release.paste.notJson] : []),
    ...problems.map(({ line, content }) => text.release.paste.problem(line, content)),
    ...wrong.map(({ code, row }) => t.line((row ?? 0) + 1, explain(code).sentence)),
  ];
  return { rows: entries, faults };
}
