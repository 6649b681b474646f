import { useState } from 'react';
import { parseSelection, tidyXPlaneSelection } from '../../protocol/index.ts';
import { bridge } from '../bridge.ts';
import { Field, TextBox } from '../parts/form/Field.tsx';
import { NumberLine } from '../parts/signs/NumberLine.tsx';
import { explain } from '../text/explain.ts';
import { text } from '../text/text.ts';
import { EditDialog } from './EditDialog.tsx';
import type { VersionRowProps } from './version-row-props.ts';

const ID = 'edit-xp-selection';

export function SelectionDialog(props: VersionRowProps & { onClose: () => void }) {
  const { connectionId, packageId, version: row, onClose } = props;
  const [typed, setTyped] = useState(row.xpSelection);
  const parsed = parseSelection(tidyXPlaneSelection(typed));
  const canonical = parsed.ok ? parsed.value.canonical : undefined;
  const save = (xpSelection: string) =>
    bridge().packages.setXpSelection({ connectionId, packageId, version: row.version, xpSelection });
  return (
    <EditDialog
      of={props}
      title={text.versions.editSelectionTitle(row.version)}
      save={canonical === undefined ? undefined : () => save(canonical)}
      onClose={onClose}
    >
      <Field
        id={ID}
        label={text.release.xpSelection}
        error={parsed.ok ? undefined : explain(parsed.code)}
        hint={canonical !== undefined && canonical !== typed && text.release.selectionCanonical(canonical)}
      >
        <TextBox id={ID} literal value={typed} invalid={!parsed.ok} onChange={setTyped} />
      </Field>
      {parsed.ok && <NumberLine selection={parsed.value} />}
    </EditDialog>
  );
}
