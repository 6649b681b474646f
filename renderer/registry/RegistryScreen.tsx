import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { Screen } from '../parts/Screen.tsx';
import { text } from '../text/text.ts';
import { ConnectionsPanel } from './ConnectionsPanel.tsx';
import { LocalPanel } from './LocalPanel.tsx';
import { MailsPanel } from './MailsPanel.tsx';
import { RehearsalPanel } from './RehearsalPanel.tsx';
import { RequestsPanel } from './RequestsPanel.tsx';
import styles from './registry.module.css';
import { TokensPanel } from './TokensPanel.tsx';

const t = text.registry;
type Tab = keyof typeof t.tabs;
const TABS = Object.keys(t.tabs) as readonly Tab[];

export function RegistryScreen() {
  const [tab, setTab] = useState<Tab>('connections');
  return (
    <Screen title={t.title}>
      <Tabs
        value={tab}
        onChange={(chosen) => setTab(TABS.find((known) => known === chosen) ?? tab)}
        keepMounted={false}
      >
        <Tabs.List aria-label={t.tabList}>
          {TABS.map((name) => (
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
