import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AppError, Package } from '../../preload/contract.ts';
import { checkDescription } from '../../protocol/index.ts';
import { ask, bridge } from '../bridge.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Field } from '../parts/form/Field.tsx';
import fieldStyles from '../parts/form/field.module.css';
import { Dialog } from '../parts/layout/Dialog.tsx';
import { Panel } from '../parts/layout/Panel.tsx';
import { say } from '../stores/notices.ts';
import { packageDetails } from '../stores/resources.ts';
import { explain } from '../text/explain.ts';
import { text } from '../text/text.ts';

const t = text.versions;
const ID = 'edit-description';

interface EditorProps {
  readonly connectionId: string;
  readonly pack: Package;
}

export function DescriptionEditor({ connectionId, pack }: EditorProps) {
  const [editing, setEditing] = useState(false);
  return (
    <Panel title={t.description} actions={<Button onClick={() => setEditing(true)}>{t.editDescription}</Button>}>
      <p dir="auto">{pack.description}</p>
      {editing && <DescriptionDialog connectionId={connectionId} pack={pack} onClose={() => setEditing(false)} />}
    </Panel>
  );
}

function DescriptionDialog({ connectionId, pack, onClose }: EditorProps & { readonly onClose: () => void }) {
  const [typed, setTyped] = useState(pack.description);
  const [answered, setAnswered] = useState<AppError>();
  const [busy, setBusy] = useState(false);
  const checked = checkDescription(typed);
  const save = async () => {
    if (!checked.ok) return;
    const { packageId } = pack;
    setBusy(true);
    const answer = await ask(bridge().packages.describe({ connectionId, packageId, description: checked.value }));
    setBusy(false);
    if (!answer.ok) {
      setAnswered(answer.error);
      return;
    }
    say('success', t.descriptionChanged);
    void packageDetails.load({ connectionId, packageId });
    onClose();
  };
  return (
    <Dialog
      title={t.editDescription}
      onClose={onClose}
      loses="typed"
      footer={
        <>
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button variant="filled" loading={busy} disabled={!checked.ok} onClick={() => void save()}>
            {text.common.save}
          </Button>
        </>
      }
    >
      {answered && <ErrorNote error={answered} />}
      <Field
        id={ID}
        label={t.description}
        hint={text.release.create.descriptionHint}
        error={checked.ok ? undefined : explain(checked.code)}
      >
        <textarea
          id={ID}
          className={fieldStyles.input}
          rows={8}
          value={typed}
          aria-describedby={`${ID}-note`}
          aria-invalid={!checked.ok || undefined}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </Field>
    </Dialog>
  );
}
