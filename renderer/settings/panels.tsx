import { NativeSelect, SegmentedControl, Switch } from '@mantine/core';
import type { Settings } from '../../preload/contract.ts';
import { Field, GroupField } from '../parts/form/Field.tsx';
import { Panel } from '../parts/layout/Panel.tsx';
import { languageNames, text } from '../text/text.ts';
import { changeSetting } from './change-setting.ts';
import { NumberSetting } from './NumberSetting.tsx';
import styles from './settings.module.css';
import type { SettingsProps } from './settings-props.ts';

const t = text.settings;
const THEMES = ['system', 'light', 'dark'] as const;

export function LookPanel({ settings }: SettingsProps) {
  return (
    <Panel title={t.look.title}>
      <div className={styles.stack}>
        <GroupField id="setting-theme" label={t.look.theme}>
          <SegmentedControl
            aria-label={t.look.theme}
            data={THEMES.map((value) => ({ value, label: t.look.themes[value] }))}
            value={settings.theme}
            onChange={(theme) => void changeSetting({ theme })}
          />
        </GroupField>
        <Field id="setting-language" label={t.look.language}>
          <NativeSelect
            id="setting-language"
            size="xs"
            value={settings.language}
            data={languageChoices()}
            onChange={(event) => void changeSetting({ language: choiceOf(event.currentTarget.value) })}
          />
        </Field>
      </div>
    </Panel>
  );
}

function languageChoices() {
  const names = languageNames().map(([value, label]) => ({ value, label, lang: value }));
  return [{ value: 'system', label: t.look.systemLanguage }, ...names];
}

function choiceOf(value: string): Settings['language'] {
  return languageNames().find(([language]) => language === value)?.[0] ?? 'system';
}

export function NotifyPanel({ settings }: SettingsProps) {
  return (
    <Panel title={t.notify.title}>
      <Switch
        label={t.notify.label}
        checked={settings.notifications}
        onChange={(event) => void changeSetting({ notifications: event.currentTarget.checked })}
      />
    </Panel>
  );
}

export function RegistrySettings({ settings }: SettingsProps) {
  return (
    <Panel title={t.registry.title}>
      <div className={styles.stack}>
        <Switch
          label={t.registry.start}
          checked={settings.startRegistryAtLaunch}
          onChange={(event) => void changeSetting({ startRegistryAtLaunch: event.currentTarget.checked })}
        />
        <NumberSetting
          id="setting-port"
          label={t.registry.port}
          hint={t.registry.portHint}
          value={settings.registryPort}
          min={0}
          max={65_535}
          onChange={(registryPort) => void changeSetting({ registryPort })}
        />
        <NumberSetting
          id="setting-check"
          label={t.registry.check}
          hint={t.registry.checkHint}
          value={settings.checkConnectionsEveryMinutes}
          min={0}
          max={1440}
          onChange={(checkConnectionsEveryMinutes) => void changeSetting({ checkConnectionsEveryMinutes })}
        />
      </div>
    </Panel>
  );
}

export function HistoryPanel({ settings }: SettingsProps) {
  return (
    <Panel title={t.history.title}>
      <NumberSetting
        id="setting-history"
        label={t.history.limit}
        value={settings.historyLimit}
        min={10}
        max={10_000}
        onChange={(historyLimit) => void changeSetting({ historyLimit })}
      />
    </Panel>
  );
}
