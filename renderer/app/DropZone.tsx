import { type ReactNode, useEffect, useState } from 'react';
import { pathOfDropped } from '../bridge.ts';
import { say } from '../stores/notices.ts';
import { text } from '../text/text.ts';
import { considerFolder, useAdding } from './add-folder.ts';
import styles from './frame.module.css';

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

async function takeDrop({ dataTransfer }: DragEvent): Promise<void> {
  for (const item of [...(dataTransfer?.items ?? [])]) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry && !entry.isDirectory) {
      say('warning', t.notAFolder, t.notAFolderHint);
      continue;
    }
    const folder = file && pathOfDropped(file);
    if (folder) await considerFolder(folder);
    else useAdding.setState({ picker: { note: t.noPath(entry?.name ?? file?.name ?? '') } });
  }
}
