import { useEffect, useState } from 'react';
import type { AddonSummary, ConnectionTest, LocalRegistry, ReleaseDraft } from '../../../preload/contract.ts';
import { ask, bridge } from '../../bridge.ts';
import { formatBytes, formatCount, formatPercent } from '../../format/numbers.ts';
import { Explain } from '../../help/Explain.tsx';
import { ErrorText } from '../../parts/form/Field.tsx';
import { Facts, Panel } from '../../parts/layout/Panel.tsx';
import { useRegistry } from '../../stores/registry.ts';
import { archiveEstimates } from '../../stores/resources.ts';
import { storageText } from '../../text/storage.ts';
import { text } from '../../text/text.ts';

const t = text.release.load;

interface LoadProps {
  readonly addon: AddonSummary;
  readonly connectionId: string;
  readonly access: ReleaseDraft['access'];
}

/** What the release will weigh. */
export function LoadPanel({ addon, connectionId, access }: LoadProps) {
  const estimate = useEstimate(addon.id);
  const storage = useStorage(connectionId);
  const facts: (readonly [string, string])[] = [
    [t.unpacked, formatBytes(addon.sizeBytes)],
    [t.files, formatCount(addon.fileCount)],
  ];
  if (estimate.value) {
    const { bytes, size, reusedBytes } = estimate.value;
    facts.push([t.zip, formatBytes(size)]);
    facts.push([t.reused, formatPercent(bytes === 0 ? 0 : reusedBytes / bytes)]);
  } else if (estimate.state === 'loading') facts.push([t.zip, t.weighing]);
  const used = storage && storage.used + (access === 'not-stored' ? 0 : (estimate.value?.size ?? 0));
  const total = storage?.total ?? null;
  if (used !== undefined) facts.push([t.storage, storageText(used, total)]);
  return (
    <Panel title={t.title} help={<Explain term="Storage" name={t.storage} />}>
      <Facts facts={facts} />
      {used !== undefined && total !== null && used > total && <ErrorText sentence={t.overQuota} />}
    </Panel>
  );
}

/** Weighed anew while it is in sight: when files change, and when a build has left something to reuse. */
function useEstimate(addonId: string) {
  const estimate = archiveEstimates.use({ addonId });
  useEffect(() => {
    const again = (id: string) => {
      if (id === addonId) void archiveEstimates.load({ addonId });
    };
    if (archiveEstimates.peek({ addonId }).state !== 'loading') again(addonId);
    const ends = [
      bridge().addons.onContentsChanged(({ id }) => again(id)),
      bridge().archive.onEnded((build) => again(build.addonId)),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [addonId]);
  return estimate;
}

interface Storage {
  readonly used: number;
  readonly total: LocalRegistry['totalStorage'];
}

// The local registry tells by itself; another one is asked when the form opens.
function useStorage(connectionId: string): Storage | undefined {
  const local = useRegistry(({ status }) => status);
  const [author, setAuthor] = useState<NonNullable<ConnectionTest['author']>>();
  const isLocal = connectionId === 'local';
  useEffect(() => {
    if (isLocal) return;
    let current = true;
    void ask(bridge().connections.test({ id: connectionId })).then((answer) => {
      if (current && answer.ok) setAuthor(answer.value.author ?? undefined);
    });
    return () => {
      current = false;
    };
  }, [connectionId, isLocal]);
  if (isLocal) return local && { used: local.usedStorage, total: local.totalStorage };
  return author && { used: author.usedStorage, total: author.totalStorage };
}
