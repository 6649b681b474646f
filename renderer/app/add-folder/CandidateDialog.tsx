import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AddonCandidate } from '../../../preload/contract.ts';
import { addFolder, addFolders, useAdding } from '../../commands/add-folder.ts';
import { holdsWords } from '../../format/holds-words.ts';
import { Dialog } from '../../parts/layout/Dialog.tsx';
import { text } from '../../text/text.ts';
import styles from './picker.module.css';

const t = text.hangar;

function close(): void {
  useAdding.setState({ choice: undefined });
}

/** Which of the add-ons that a folder holds. */
export function CandidateDialog() {
  const choice = useAdding((state) => state.choice);
  return choice && <OpenChoice folder={choice.folder} candidates={choice.candidates} />;
}

/** So many may all be meant; of more, an author says which. */
const TICKED_AT_MOST = 3;
const FILTER_FROM = 9;

function OpenChoice({
  folder,
  candidates,
}: {
  readonly folder: string;
  readonly candidates: readonly AddonCandidate[];
}) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => tickedAtFirst(candidates));
  const [filter, setFilter] = useState('');
  const shown = candidates.filter(({ name, folder: path }) => holdsWords(`${name} ${path}`, filter));
  const free = shown.filter(({ knownAs }) => knownAs === null).map((candidate) => candidate.folder);
  const toggle = (path: string) =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(path)) after.add(path);
      return after;
    });
  const add = (folders: readonly string[]) => {
    close();
    const [only] = folders;
    void (folders.length === 1 && only !== undefined ? addFolder(only) : addFolders(folders));
  };
  return (
    <Dialog
      title={t.choose.title}
      onClose={close}
      footer={
        <>
          <Button onClick={() => void addFolder(folder).then(close)}>{t.choose.whole}</Button>
          {chosen.size === 0 && free.length > 0 && (
            <Button onClick={() => add(free)}>{t.choose.addAll(free.length)}</Button>
          )}
          <Button variant="filled" disabled={chosen.size === 0} onClick={() => add([...chosen])}>
            {t.choose.addChosen(chosen.size)}
          </Button>
        </>
      }
    >
      <p className={styles.note}>{t.choose.text(folder)}</p>
      {candidates.length > TICKED_AT_MOST && (
        <div className={styles.path}>
          {candidates.length >= FILTER_FROM && (
            <TextInput
              size="xs"
              className={styles.pathInput}
              aria-label={t.choose.filter}
              placeholder={t.choose.filter}
              value={filter}
              onChange={(event) => setFilter(event.currentTarget.value)}
            />
          )}
          <Button onClick={() => setChosen((before) => new Set([...before, ...free]))}>{t.choose.all}</Button>
          <Button onClick={() => setChosen(new Set())}>{t.choose.none}</Button>
        </div>
      )}
      <Candidates shown={shown} chosen={chosen} onToggle={toggle} />
    </Dialog>
  );
}

interface CandidatesProps {
  readonly shown: readonly AddonCandidate[];
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (folder: string) => void;
}

function Candidates({ shown, chosen, onToggle }: CandidatesProps) {
  return (
    <div className={styles.candidates}>
      {shown.map((candidate) => (
        <Checkbox
          key={candidate.folder}
          size="sm"
          checked={chosen.has(candidate.folder)}
          disabled={candidate.knownAs !== null}
          onChange={() => onToggle(candidate.folder)}
          label={`${candidate.name} · ${t.kinds[candidate.kind]}`}
          description={candidate.knownAs === null ? candidate.folder : t.choose.known}
        />
      ))}
    </div>
  );
}

function tickedAtFirst(candidates: readonly AddonCandidate[]): ReadonlySet<string> {
  const free = candidates.filter(({ knownAs }) => knownAs === null);
  return new Set(free.length > TICKED_AT_MOST ? [] : free.map(({ folder }) => folder));
}
