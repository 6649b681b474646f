import { Button, SegmentedControl } from '@mantine/core';
import { ask, bridge } from '../bridge.ts';
import { formatBytes } from '../format/numbers.ts';
import { classes } from '../parts/classes.ts';
import { Field, GroupField, TextBox } from '../parts/form/Field.tsx';
import fieldStyles from '../parts/form/field.module.css';
import { Panel } from '../parts/layout/Panel.tsx';
import { say, sayError } from '../stores/notices.ts';
import { cacheUse } from '../stores/resources.ts';
import { text } from '../text/text.ts';
import { changeSetting } from './change-setting.ts';
import { NumberSetting } from './NumberSetting.tsx';
import styles from './settings.module.css';
import type { SettingsProps } from './settings-props.ts';
import { useTyped } from './use-typed.ts';

const t = text.settings.packing;
const LEVELS = ['1', '6'] as const;
const GB = 1_000_000_000;

export function PackingPanel({ settings }: SettingsProps) {
  return (
    <Panel title={t.title}>
      <div className={styles.stack}>
        <AuthorSetting settings={settings} />
        <IgnoreSetting settings={settings} />
        <GroupField id="setting-level" label={t.level}>
          <SegmentedControl
            aria-label={t.level}
            data={LEVELS.map((value) => ({ value, label: t.levels[value] }))}
            value={settings.compressionLevel === 1 ? '1' : '6'}
            onChange={(level) => void changeSetting({ compressionLevel: level === '1' ? 1 : 6 })}
          />
        </GroupField>
        <div className={styles.row}>
          <NumberSetting
            id="setting-cache"
            label={`${t.cache} (${t.cacheUnit})`}
            hint={t.cacheHint}
            value={Math.round(settings.cacheLimitBytes / GB)}
            min={0}
            max={100_000}
            onChange={(gigabytes) => void changeSetting({ cacheLimitBytes: gigabytes * GB })}
          />
          <NumberSetting
            id="setting-cache-age"
            label={`${t.cacheAge} (${t.cacheAgeUnit})`}
            value={settings.cacheMaxAgeDays}
            min={1}
            max={100_000}
            onChange={(cacheMaxAgeDays) => void changeSetting({ cacheMaxAgeDays })}
          />
        </div>
        <Cache />
      </div>
    </Panel>
  );
}

function AuthorSetting({ settings }: SettingsProps) {
  const { typed, setTyped, keepNow } = useTyped((author) => {
    void changeSetting({ author: author.trim() });
    return true;
  });
  return (
    <Field id="setting-author" label={t.author} hint={t.authorHint}>
      <TextBox id="setting-author" value={typed ?? settings.author} onChange={setTyped} onLeave={keepNow} />
    </Field>
  );
}

function IgnoreSetting({ settings }: SettingsProps) {
  const { typed, setTyped, keepNow } = useTyped((patterns) => {
    const lines = patterns.split('\n').map((line) => line.trim());
    void changeSetting({ defaultIgnore: lines.filter(Boolean) });
    return true;
  });
  return (
    <Field id="setting-ignore" label={t.ignore} hint={t.ignoreHint}>
      <textarea
        id="setting-ignore"
        className={classes(fieldStyles.input, fieldStyles.literal)}
        spellCheck={false}
        value={typed ?? settings.defaultIgnore.join('\n')}
        aria-describedby="setting-ignore-note"
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={keepNow}
      />
    </Field>
  );
}

function Cache() {
  const { value } = cacheUse.use('cache');
  const clear = async () => {
    const answer = await ask(bridge().archive.clearCache());
    if (!answer.ok) {
      sayError(t.clear, answer.error);
      return;
    }
    say('success', t.cleared(formatBytes(answer.value.freedBytes)));
    void cacheUse.load('cache');
  };
  return (
    <div className={styles.row}>
      <Button onClick={() => void clear()}>{t.clear}</Button>
      <span className={styles.dim}>{value && t.use(formatBytes(value.bytes), t.archives(value.archives))}</span>
    </div>
  );
}
