import { Tabs } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { AddonSummary } from '../../preload/contract.ts';
import { Chip } from '../parts/signs/Chip.tsx';
import { useAddon, useAddons } from '../stores/addons.ts';
import { ADDON_TABS, type AddonTab, goTo } from '../stores/place.ts';
import { text } from '../text/text.ts';
import { AddonHeader } from './AddonHeader.tsx';
import styles from './addon.module.css';
import { BuildNote } from './BuildNote.tsx';
import { Guide } from './Guide.tsx';
import { FolderNeeded, GoneAddon, MissingFolder } from './trouble.tsx';

const ContentsTab = lazy(async () => ({ default: (await import('../contents/ContentsTab.tsx')).ContentsTab }));
const ChecksTab = lazy(async () => ({ default: (await import('../checks/ChecksTab.tsx')).ChecksTab }));
const ReleaseTab = lazy(async () => ({ default: (await import('../release/ReleaseTab.tsx')).ReleaseTab }));
const VersionsTab = lazy(async () => ({ default: (await import('../versions/VersionsTab.tsx')).VersionsTab }));

interface AddonScreenProps {
  readonly addonId: string;
  readonly tab: AddonTab;
}

export function AddonScreen({ addonId, tab }: AddonScreenProps) {
  const addon = useAddon(addonId);
  const loading = useAddons(({ state }) => state === 'loading');
  if (!addon) return loading ? <p className={styles.waiting}>{text.common.loading}</p> : <GoneAddon />;
  const isGone = addon.state === 'missing';
  return (
    <div className={styles.screen}>
      <AddonHeader addon={addon} />
      <Guide addon={addon} />
      {isGone && <MissingFolder addon={addon} />}
      <BuildNote addonId={addonId} />
      <Tabs
        value={tab}
        onChange={(chosen) =>
          goTo({ screen: 'addon', addonId, tab: ADDON_TABS.find((known) => known === chosen) ?? tab })
        }
        keepMounted={false}
        className={styles.tabs}
      >
        <Tabs.List aria-label={text.addon.tabList}>
          {ADDON_TABS.map((name) => (
            <Tabs.Tab
              key={name}
              value={name}
              rightSection={name === 'checks' && hasFindings(addon) ? <FindingsBadge addon={addon} /> : undefined}
            >
              {text.addon.tabs[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Suspense fallback={<p className={styles.waiting}>{text.common.loading}</p>}>
          <Tabs.Panel value="contents" className={styles.panel}>
            {isGone ? <FolderNeeded /> : <ContentsTab addon={addon} />}
          </Tabs.Panel>
          <Tabs.Panel value="checks" className={styles.panel}>
            {isGone ? <FolderNeeded /> : <ChecksTab addon={addon} />}
          </Tabs.Panel>
          <Tabs.Panel value="release" className={styles.panel}>
            <ReleaseTab addon={addon} />
          </Tabs.Panel>
          <Tabs.Panel value="versions" className={styles.panel}>
            <VersionsTab addon={addon} />
          </Tabs.Panel>
        </Suspense>
      </Tabs>
    </div>
  );
}

function hasFindings({ findings }: AddonSummary): boolean {
  return findings.error + findings.warning > 0;
}

/** Errors block publishing and warnings do not, so they are counted apart. */
function FindingsBadge({ addon: { findings } }: { readonly addon: AddonSummary }) {
  const { error, warning } = findings;
  return (
    <span className={styles.counts}>
      {error > 0 && <Count light="bad" count={error} said={text.common.errors(error)} />}
      {warning > 0 && <Count light="warn" count={warning} said={text.common.warnings(warning)} />}
    </span>
  );
}

interface CountProps {
  readonly light: 'bad' | 'warn';
  readonly count: number;
  readonly said: string;
}

function Count({ light, count, said }: CountProps) {
  return (
    <Chip light={light}>
      <span aria-hidden="true">{count}</span>
      <span className="visually-hidden">{said}</span>
    </Chip>
  );
}
