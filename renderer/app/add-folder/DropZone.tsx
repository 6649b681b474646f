import { type ReactNode, useEffect, useState } from 'react';
import { pathOfDropped } from '../../bridge.ts';
import { considerFolder, useAdding } from '../../commands/add-folder.ts';
import { offerGather } from '../../commands/gathering.ts';
import { say } from '../../stores/notices.ts';
import { text } from '../../text/text.ts';
import styles from '../frame/frame.module.css';

const t = text.frame.drop;

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** A folder may be dropped anywhere in the window. */
export function DropZone({ children }: { readonly children: ReactNode }) {
  const [over, setOver] = useState(false);
  useEffect(() => watchDrops(setOver), []);
  return (
    <>
      {children}
      {over && (
        <div className={styles.drop} aria-hidden="true">
          <p className={styles.dropTitle}>{t.title}</p>
          <p>{t.hint}</p>
        </div>
      )}
    </>
  );
}

function watchDrops(setOver: (over: boolean) => void): () => void {
  // Entering a child leaves its parent, so only the balance tells whether the pointer is still inside.
  let depth = 0;
  const end = new AbortController();
  const listen = (type: 'dragenter' | 'dragleave' | 'dragover' | 'drop', run: (event: DragEvent) => void) =>
    window.addEventListener(
      type,
      (event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        run(event);
      },
      { signal: end.signal },
    );
  listen('dragenter', () => setOver(++depth > 0));
  listen('dragleave', () => setOver(--depth > 0));
  listen('dragover', () => {});
  listen('drop', (event) => {
    depth = 0;
    setOver(false);
    void takeDrop(event);
  });
  return () => end.abort();
}

interface Dropped {
  readonly name: string;
  /** Undefined in a browser tab. */
  readonly path: string | undefined;
  readonly isFolder: boolean;
}

/** All of it at once: a drop can only be read while it happens. */
function droppedIn(items: DataTransferItemList | undefined): Dropped[] {
  return [...(items ?? [])].flatMap((item) => {
    if (item.kind !== 'file') return [];
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    const name = entry?.name ?? file?.name ?? '';
    return [{ name, path: file ? pathOfDropped(file) : undefined, isFolder: entry?.isDirectory ?? !BUILD.test(name) }];
  });
}

async function takeDrop({ dataTransfer }: DragEvent): Promise<void> {
  const dropped = droppedIn(dataTransfer?.items);
  const nameless = dropped.find(({ path, isFolder }) => isFolder && !path);
  if (nameless) {
    useAdding.setState({ picker: { note: t.noPath(nameless.name) } });
    return;
  }
  const areFolders = dropped.every(({ isFolder }) => isFolder);
  const areBuilds = dropped.length > 0 && dropped.every(({ name, isFolder }) => isFolder || BUILD.test(name));
  const paths = dropped.flatMap(({ path }) => path ?? []);
  if (areBuilds && paths.length === dropped.length && (!areFolders || paths.length > 1))
    if (await offerGather(paths, areFolders)) return;
  for (const { path, isFolder } of dropped) {
    if (!isFolder) say('warning', t.notAFolder, t.notAFolderHint);
    else if (path) await considerFolder(path);
  }
}

/** What CI hands over besides folders. */
const BUILD = /\.(?:zip|xpl)$/i;
