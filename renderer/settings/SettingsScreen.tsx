import { Button } from '@mantine/core';
import { Empty } from '../parts/Empty.tsx';
import { Screen } from '../parts/layout/Screen.tsx';
import { loadSettings, useSettings } from '../stores/settings.ts';
import { text } from '../text/text.ts';
import { DiagnosticsPanel } from './DiagnosticsPanel.tsx';
import { PackingPanel } from './PackingPanel.tsx';
import { HistoryPanel, LookPanel, NotifyPanel, RegistrySettings } from './panels.tsx';
import styles from './settings.module.css';

const t = text.settings;

export function SettingsScreen() {
  const settings = useSettings(({ value }) => value);
  return (
    <Screen title={t.title} subtitle={t.saved}>
      {settings ? (
        <div className={styles.grid}>
          <div className={styles.stack}>
            <LookPanel settings={settings} />
            <NotifyPanel settings={settings} />
            <PackingPanel settings={settings} />
          </div>
          <div className={styles.stack}>
            <RegistrySettings settings={settings} />
            <HistoryPanel settings={settings} />
            <DiagnosticsPanel />
          </div>
        </div>
      ) : (
        <Empty title={t.notRead}>
          <Button onClick={() => void loadSettings()}>{text.common.tryAgain}</Button>
        </Empty>
      )}
    </Screen>
  );
}
