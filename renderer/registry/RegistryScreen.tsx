import { Tabs } from '@mantine/core';
import { REGISTRY_TABS } from '../../preload/contract/screens.ts';
import { Screen } from '../parts/layout/Screen.tsx';
import { goTo } from '../stores/place.ts';
import { text } from '../text/text.ts';
import { ConnectionsPanel } from './ConnectionsPanel.tsx';
import { LocalPanel } from './LocalPanel.tsx';
import { MailsPanel } from './MailsPanel.tsx';
import { RehearsalPanel } from './RehearsalPanel.tsx';
import { RequestsPanel } from './RequestsPanel.tsx';
import styles from './registry.module.css';
import { TokensPanel } from './TokensPanel.tsx';

const t = text.registry;
type Tab = (typeof REGISTRY_TABS)[number];

export function RegistryScreen({ tab }: { readonly tab: Tab }) {
  return (
    <Screen title={t.title}>
      <Tabs
        value={tab}
        onChange={(chosen) => goTo({ screen: 'registry', tab: REGISTRY_TABS.find((known) => known === chosen) ?? tab })}
        keepMounted={false}
      >
        <Tabs.List aria-label={t.tabList}>
          {REGISTRY_TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t.tabs[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="connections" pt="md">
          <ConnectionsPanel />
        </Tabs.Panel>
        <Tabs.Panel value="local" pt="md">
          <div className={styles.grid}>
            <LocalPanel />
            <TokensPanel />
            <MailsPanel />
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="rehearsal" pt="md">
          <RehearsalPanel />
        </Tabs.Panel>
        <Tabs.Panel value="requests" pt="md">
          <RequestsPanel />
        </Tabs.Panel>
      </Tabs>
    </Screen>
  );
}
