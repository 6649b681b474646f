import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { AddonCandidate } from '../../preload/contract.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { text } from '../text/text.ts';
import { addFolder, useAdding } from './add-folder.ts';
import styles from './picker.module.css';

const t = text.hangar;

function close(): void {
  useAdding.setState({ choice: null });
}

/** Which of the add-ons that a folder holds. */
export function CandidateDialog() {
  const choice = useAdding((state) => state.choice);
  return choice && <OpenChoice folder={choice.folder} candidates={choice.candidates} />;
}

function OpenChoice({
  folder,
  candidates,
}: {
  readonly folder: string;
  readonly candidates: readonly AddonCandidate[];
}) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(candidates.filter(({ knownAs }) => knownAs === null).map((candidate) => candidate.folder)),
  );
  const toggle = (path: string) =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(path)) after.add(path);
      return after;
    });
  const addChosen = async () => {
    close();
    for (const path of chosen) await addFolder(path);
  };
  return (
    <Dialog
      title={t.choose.title}
      onClose={close}
      footer={
        <>
          <Button onClick={() => void addFolder(folder).then(close)}>{t.choose.whole}</Button>
          <Button variant="filled" disabled={chosen.size === 0} onClick={() => void addChosen()}>
            {t.choose.addChosen(chosen.size)}
          </Button>
        </>
      }
    >
      <p className={styles.note}>{t.choose.text(folder)}</p>
      <div className={styles.candidates}>
        {candidates.map((candidate) => (
          <Checkbox
            key={candidate.folder}
            size="sm"
            checked={chosen.has(candidate.folder)}
            disabled={candidate.knownAs !== null}
            onChange={() => toggle(candidate.folder)}
            label={`${candidate.name} · ${t.kinds[candidate.kind]}`}
            description={candidate.knownAs === null ? candidate.folder : t.choose.known}
          />
        ))}
      </div>
    </Dialog>
  );
}
