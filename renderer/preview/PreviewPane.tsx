import type { AddonContents, AppError, Outcome, FilePreview as Preview } from '../../preload/contract.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Dialog } from '../parts/layout/Dialog.tsx';
import { Panel } from '../parts/layout/Panel.tsx';
import { text } from '../text/text.ts';
import { FilePreview } from './FilePreview.tsx';
import styles from './preview.module.css';
import { usePreview } from './use-preview.ts';

const t = text.preview;

interface Shown {
  readonly path: string;
  readonly name: string;
}

interface PreviewOf {
  readonly addonId: string;
  readonly node: (Shown & { readonly isFolder: boolean }) | undefined;
  readonly contents: AddonContents;
}

/** Beside the tree: the chosen file, small. */
export function PreviewPane({ addonId, node, contents }: PreviewOf) {
  const file = node === undefined || node.isFolder ? undefined : node;
  const outcome = usePreview(addonId, file?.path, contents);
  return (
    <Panel title={file?.name ?? t.title} className={styles.pane}>
      {file === undefined ? (
        <p className={styles.remark}>{node === undefined ? t.choose : t.folder}</p>
      ) : (
        shown(file.name, outcome)
      )}
    </Panel>
  );
}

interface PeekProps {
  readonly addonId: string;
  readonly node: Shown;
  readonly contents: AddonContents;
  readonly onClose: () => void;
}

/** Over everything: the chosen file as large as the window has room. */
export function Peek({ addonId, node, contents, onClose }: PeekProps) {
  const outcome = usePreview(addonId, node.path, contents);
  return (
    <Dialog title={node.path} wide onClose={onClose}>
      {shown(node.name, outcome)}
    </Dialog>
  );
}

function shown(name: string, outcome: Outcome<Preview> | undefined) {
  if (outcome === undefined) return <p role="status">{t.loading}</p>;
  return outcome.ok ? <FilePreview name={name} preview={outcome.value} /> : <Failed error={outcome.error} />;
}

function Failed({ error }: { readonly error: AppError }) {
  return <ErrorNote title={t.couldNotLoad} error={error} />;
}
