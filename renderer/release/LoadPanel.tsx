import { useEffect, useState } from 'react';
import type { AddonSummary, ConnectionTest, Submission } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { formatBytes, formatCount, formatPercent } from '../format/numbers.ts';
import { Facts, Panel } from '../parts/Panel.tsx';
import { useBuilds } from '../stores/builds.ts';
import { useRegistry } from '../stores/registry.ts';
import { text } from '../text/en.ts';

const t = text.release.load;

interface LoadProps {
  readonly addon: AddonSummary;
  readonly connectionId: string;
  readonly latest: Submission | undefined;
}

/** What the release weighs. */
export function LoadPanel({ addon, connectionId, latest }: LoadProps) {
  const build = useBuilds((all) => all[addon.id]?.built ?? null);
  const archive = build ?? latest?.archive ?? null;
  const storage = useStorage(connectionId);
  const facts: (readonly [string, string])[] = [
    [t.unpacked, formatBytes(addon.sizeBytes)],
    [t.files, formatCount(addon.fileCount)],
  ];
  if (archive) {
    facts.push([t.lastZip, formatBytes(archive.size)]);
    facts.push([t.reused, formatPercent(archive.bytes === 0 ? 0 : archive.reusedBytes / archive.bytes)]);
  }
  if (storage) facts.push([t.storage, storageText(storage)]);
  return (
    <Panel title={t.title}>
      <Facts facts={facts} />
    </Panel>
  );
}

interface Storage {
  readonly used: number;
  readonly total: number | null;
}

function storageText({ used, total }: Storage): string {
  return total === null ? t.unlimited(formatBytes(used)) : t.of(formatBytes(used), formatBytes(total));
}

// The local registry tells by itself; another one is asked when the form opens.
function useStorage(connectionId: string): Storage | null {
  const local = useRegistry(({ status }) => status);
  const [author, setAuthor] = useState<ConnectionTest['author']>(null);
  const isLocal = connectionId === 'local';
  useEffect(() => {
    if (isLocal) return;
    let current = true;
    void ask(bridge().connections.test({ id: connectionId })).then((answer) => {
      if (current && answer.ok) setAuthor(answer.value.author);
    });
    return () => {
      current = false;
    };
  }, [connectionId, isLocal]);
  if (isLocal) return local && { used: local.usedStorage, total: local.totalStorage };
  return author && { used: author.usedStorage, total: author.totalStorage };
}
