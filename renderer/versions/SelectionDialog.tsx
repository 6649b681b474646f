import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AppError } from '../../preload/contract.ts';
import { explainCode, parseSelection, tidyXPlaneSelection } from '../../protocol/index.ts';
import { ask, bridge } from '../bridge.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Field, TextBox } from '../parts/Field.tsx';
import { NumberLine } from '../parts/NumberLine.tsx';
import { say } from '../stores/notices.ts';
import { packageDetails } from '../stores/resources.ts';
import { text } from '../text/en.ts';
import type { VersionRowProps } from './version-row-props.ts';

const t = text.versions;
const ID = 'edit-xp-selection';

export function SelectionDialog(props: VersionRowProps & { onClose: () => void }) {
  const { connectionId, packageId, version: row, onClose } = props;
  const [typed, setTyped] = useState(row.xpSelection);
  const [answered, setAnswered] = useState<AppError | null>(null);
  const parsed = parseSelection(tidyXPlaneSelection(typed));
  const save = async () => {
    if (!parsed.ok) return;
    const xpSelection = parsed.value.canonical;
    const answer = await ask(
      bridge().packages.setXpSelection({ connectionId, packageId, version: row.version, xpSelection }),
    );
    if (!answer.ok) {
      setAnswered(answer.error);
      return;
    }
    say('success', t.changed(row.version));
    void packageDetails.load({ connectionId, packageId });
    onClose();
  };
  return (
    <Dialog
      title={t.editSelectionTitle(row.version)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button variant="filled" disabled={!parsed.ok} onClick={() => void save()}>
            {t.edited}
          </Button>
        </>
      }
    >
      {answered && <ErrorNote error={answered} />}
      <Field
        id={ID}
        label={text.release.xpSelection}
        error={parsed.ok ? null : explainCode(parsed.code)}
        hint={parsed.ok && parsed.value.canonical !== typed && text.release.selectionCanonical(parsed.value.canonical)}
      >
        <TextBox id={ID} literal value={typed} invalid={!parsed.ok} onChange={setTyped} />
      </Field>
      {parsed.ok && <NumberLine selection={parsed.value} />}
    </Dialog>
  );
}
