import { ActionIcon, Button, TextInput } from '@mantine/core';
import { ArrowUp, Folder, House } from 'lucide-react';
import { type FormEvent, useCallback, useEffect, useState } from 'react';
import type { AppError, FolderListing } from '../../../preload/contract.ts';
import { ask, bridge } from '../../bridge.ts';
import { considerFolder, useAdding } from '../../commands/add-folder.ts';
import { ErrorNote } from '../../parts/ErrorNote.tsx';
import { Dialog } from '../../parts/layout/Dialog.tsx';
import { text } from '../../text/text.ts';
import styles from './picker.module.css';

const t = text.frame.picker;

/** Where the shell cannot ask the system for a folder, folders below the author's home are listed here. */
export function FolderPicker() {
  const open = useAdding((state) => state.picker);
  return open && <OpenPicker note={open.note} onFolder={open.onFolder ?? considerFolder} />;
}

function close(): void {
  useAdding.setState({ picker: undefined });
}

interface PickerProps {
  readonly note: string | undefined;
  readonly onFolder: (folder: string) => unknown;
}

function OpenPicker({ note, onFolder }: PickerProps) {
  const [listing, setListing] = useState<FolderListing>();
  const [error, setError] = useState<AppError>();
  const [filter, setFilter] = useState('');
  const [typed, setTyped] = useState<string>();
  const visit = useCallback(async (folder?: string) => {
    const answer = await ask(bridge().app.listFolders({ folder: folder ?? null }));
    setError(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    setFilter('');
    // What was typed while the folder was being read is meant, and not what was read.
    setTyped((now) => (now === folder ? undefined : now));
    setListing(answer.value);
  }, []);
  const goTo = (folder?: string) => {
    setTyped((now) => (now === folder ? now : undefined));
    void visit(folder);
  };
  useEffect(() => void visit(), [visit]);
  const choose = () => {
    // What was typed is meant, also when nobody pressed Go.
    const folder = typed?.trim() || listing?.folder;
    if (folder === undefined) return;
    close();
    void onFolder(folder);
  };
  return (
    <Dialog
      title={t.title}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{text.common.cancel}</Button>
          <Button variant="filled" disabled={listing === undefined} onClick={choose}>
            {t.here}
          </Button>
        </>
      }
    >
      {note !== undefined && <p className={styles.note}>{note}</p>}
      <PathBar listing={listing} typed={typed} onType={setTyped} onVisit={goTo} />
      {error && <ErrorNote error={error} />}
      {listing && (
        <>
          <TextInput
            size="xs"
            aria-label={t.filter}
            placeholder={t.filter}
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
          />
          <FolderList listing={listing} filter={filter} onVisit={goTo} />
        </>
      )}
    </Dialog>
  );
}

interface VisitProps {
  readonly onVisit: (folder?: string) => void;
}

interface PathProps extends VisitProps {
  readonly listing: FolderListing | undefined;
  readonly typed: string | undefined;
  readonly onType: (typed: string | undefined) => void;
}

function PathBar({ listing, typed, onType, onVisit }: PathProps) {
  const go = (event: FormEvent) => {
    event.preventDefault();
    if (typed) onVisit(typed);
  };
  return (
    <form className={styles.path} onSubmit={go}>
      <ActionIcon aria-label={t.home} onClick={() => onVisit()}>
        <House size="1rem" aria-hidden="true" />
      </ActionIcon>
      <ActionIcon aria-label={t.up} disabled={!listing?.parent} onClick={() => onVisit(listing?.parent ?? undefined)}>
        <ArrowUp size="1rem" aria-hidden="true" />
      </ActionIcon>
      <TextInput
        size="xs"
        className={styles.pathInput}
        aria-label={t.path}
        value={typed ?? listing?.folder ?? ''}
        onChange={(event) => onType(event.currentTarget.value)}
      />
      <Button type="submit">{t.go}</Button>
    </form>
  );
}

function FolderList({
  listing,
  filter,
  onVisit,
}: VisitProps & { readonly listing: FolderListing; readonly filter: string }) {
  const wanted = filter.trim().toLowerCase();
  const found = listing.folders.filter((name) => name.toLowerCase().includes(wanted));
  if (found.length === 0) return <p className={styles.note}>{wanted === '' ? t.empty : t.noMatch}</p>;
  const join = (name: string) => `${listing.folder.replace(/[/\\]$/, '')}/${name}`;
  return (
    <ul className={styles.folders}>
      {found.map((name) => (
        <li key={name}>
          <button type="button" className={styles.folder} onClick={() => onVisit(join(name))}>
            <Folder size="1rem" aria-hidden="true" />
            <bdi>{name}</bdi>
          </button>
        </li>
      ))}
    </ul>
  );
}
