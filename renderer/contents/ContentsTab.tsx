import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useDeferredValue, useMemo, useState } from 'react';
import type { AddonContents, AddonSummary } from '../../preload/contract.ts';
import { CompareButton } from '../compare/CompareButton.tsx';
import { formatBytes, formatCount } from '../format/numbers.ts';
import { Empty } from '../parts/Empty.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Literal } from '../parts/signs/Chip.tsx';
import { addonContents } from '../stores/resources.ts';
import { text } from '../text/text.ts';
import styles from './contents.module.css';
import { TreeWithPreview } from './TreeWithPreview.tsx';
import { buildTree, type ContentsTree, folderPaths, type Shown, type TreeNode, visibleRows } from './tree.ts';
import { WhichRule } from './WhichRule.tsx';

const SizeMap = lazy(async () => ({ default: (await import('./map/SizeMap.tsx')).SizeMap }));

const t = text.contents;
type View = 'tree' | 'map';

export function ContentsTab({ addon }: { readonly addon: AddonSummary }) {
  const { state, value, error } = addonContents.use({ addonId: addon.id });
  const again = () => void addonContents.load({ addonId: addon.id });
  if (error && value === undefined) return <ErrorNote title={t.couldNotLoad} error={error} onRetry={again} />;
  if (value === undefined) return <p role="status">{state === 'loading' ? t.loading : ''}</p>;
  if (value.paths.length === 0) return <Empty title={t.empty} />;
  return <Contents addon={addon} contents={value} />;
}

function Contents({ addon, contents }: { readonly addon: AddonSummary; readonly contents: AddonContents }) {
  const tree = useMemo(() => buildTree(contents), [contents]);
  const [view, setView] = useState<View>('tree');
  const [shown, setShown] = useState<Shown>('all');
  const [query, setQuery] = useState('');
  const { open, setOpen, selectedPath, setSelectedPath, arrives, setArrives, arriveAt } = usePlaceInTree();
  // Typing stays fluent: the rows follow when there is time.
  const wanted = useDeferredValue(query);
  const { rows, matches } = useMemo(() => visibleRows(tree.root, open, shown, wanted), [tree, open, shown, wanted]);
  const changeView = (chosen: View) => {
    setArrives(false);
    setView(chosen);
  };
  const filtering = wanted.trim() !== '' || shown !== 'all';
  return (
    <div className={styles.contents}>
      <div className={styles.tools}>
        <Filter value={query} onChange={setQuery} />
        <Choice label={t.show} value={shown} onChange={setShown} choices={t.shown} />
        <Choice label={t.view} value={view} onChange={changeView} choices={t.views} />
        <span className={styles.toolsEnd}>
          <WhichRule addonId={addon.id} />
          <CompareButton addon={addon} />
        </span>
      </div>
      <p className="visually-hidden" role="status">
        {filtering && t.matches(matches)}
      </p>
      <InZip tree={tree} folder={contents.zip.folder}>
        {view === 'tree' && !filtering && (
          <OpenAll open={open.size > 0} onChange={(all) => setOpen(all ? folderPaths(tree.root) : new Set())} />
        )}
      </InZip>
      {view === 'map' ? (
        <Suspense fallback={<p>{text.common.loading}</p>}>
          <SizeMap
            root={tree.root}
            query={wanted}
            onFile={(file) => {
              arriveAt(file);
              setView('tree');
            }}
          />
        </Suspense>
      ) : rows.length === 0 ? (
        <Empty title={t.noMatch(wanted)} />
      ) : (
        <TreeWithPreview
          {...{ addon, contents, tree, rows, selectedPath, arrives }}
          isOpen={(path) => filtering || open.has(path)}
          onToggle={(path) => setOpen((before) => toggled(before, path))}
          onSelect={setSelectedPath}
        />
      )}
    </div>
  );
}

interface InZipProps {
  readonly tree: ContentsTree;
  readonly folder: string;
  readonly children: ReactNode;
}

/** How much will be in the zip, and where in it. */
function InZip({ tree, folder, children }: InZipProps) {
  return (
    <div className={styles.what}>
      <Totals tree={tree} />
      <span className={styles.totals}>
        {t.inZip} <Literal>{folder}</Literal>
      </span>
      {children}
    </div>
  );
}

function OpenAll({ open, onChange }: { readonly open: boolean; readonly onChange: (all: boolean) => void }) {
  return (
    <Button className={styles.toolsEnd ?? ''} variant="subtle" size="compact-xs" onClick={() => onChange(!open)}>
      {open ? t.collapseAll : t.expandAll}
    </Button>
  );
}

/** Which folders are open and which file is chosen, and how somebody comes to one from elsewhere. */
function usePlaceInTree() {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set());
  const [selectedPath, setSelectedPath] = useState<string>();
  const [arrives, setArrives] = useState(false);
  const arriveAt = ({ path, parent }: TreeNode) => {
    setOpen((before) => new Set([...before, ...pathsAbove(parent)]));
    setSelectedPath(path);
    setArrives(true);
  };
  return { open, setOpen, selectedPath, setSelectedPath, arrives, setArrives, arriveAt };
}

function pathsAbove(folder: TreeNode | undefined): readonly string[] {
  return folder ? [folder.path, ...pathsAbove(folder.parent)] : [];
}

function toggled(paths: ReadonlySet<string>, path: string): ReadonlySet<string> {
  const after = new Set(paths);
  if (!after.delete(path)) after.add(path);
  return after;
}

function Filter({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  return (
    <TextInput
      size="xs"
      className={styles.filter}
      aria-label={t.filter}
      placeholder={`${t.filter}: ${t.filterHint}`}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface ChoiceProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly choices: Readonly<Record<V, string>>;
  readonly onChange: (value: V) => void;
}

function Choice<V extends string>({ label, value, choices, onChange }: ChoiceProps<V>) {
  const data = Object.entries<string>(choices).map(([key, name]) => ({ value: key as V, label: name }));
  return <SegmentedControl size="xs" aria-label={label} value={value} onChange={onChange} data={data} />;
}

function Totals({ tree: { root, ignoredBytes } }: { readonly tree: ContentsTree }) {
  return (
    <span className={styles.totals}>
      {t.packed(text.common.files(root.files), formatBytes(root.bytes))}
      {root.ignored > 0 && ` · ${t.ignored(formatCount(root.ignored), formatBytes(ignoredBytes))}`}
    </span>
  );
}
