import { useState } from 'react';
import {
  nextVersions,
  normalizeVersion,
  parseSelection,
  type Selection,
  selectionContains,
  tidyXPlaneSelection,
  type Version,
} from '../../protocol/index.ts';
import { Field, TextBox } from '../parts/form/Field.tsx';
import { Facts, Panel } from '../parts/layout/Panel.tsx';
import { Chip, Literal } from '../parts/signs/Chip.tsx';
import { NumberLine } from '../parts/signs/NumberLine.tsx';
import { explain } from '../text/explain.ts';
import { text } from '../text/text.ts';
import styles from './tools.module.css';

const t = text.tools;

/** A version and a selection, read exactly as the registry reads them. */
export function TesterPanel() {
  const [versionText, setVersionText] = useState('1.3.0b9');
  const [selectionText, setSelectionText] = useState('1.2-1.5, 2');
  const version = normalizeVersion(versionText);
  const selection = parseSelection(tidyXPlaneSelection(selectionText));
  return (
    <Panel title={t.tester}>
      <div className={styles.stack}>
        <Field
          id="tool-version"
          label={t.version}
          hint={t.versionHint}
          error={version.ok || versionText === '' ? undefined : explain(version.code)}
        >
          <TextBox id="tool-version" literal value={versionText} invalid={!version.ok} onChange={setVersionText} />
        </Field>
        {version.ok && <VersionFacts version={version.value} />}
        <Field
          id="tool-selection"
          label={t.selection}
          hint={t.selectionHint}
          error={selection.ok || selectionText === '' ? undefined : explain(selection.code)}
        >
          <TextBox
            id="tool-selection"
            literal
            value={selectionText}
            invalid={!selection.ok}
            onChange={setSelectionText}
          />
        </Field>
        {selection.ok && (
          <SelectionFacts selection={selection.value} mark={version.ok ? version.value.canonical : undefined} />
        )}
        {version.ok && selection.ok && <Contained version={version.value} selection={selection.value} />}
      </div>
    </Panel>
  );
}

function VersionFacts({ version }: { readonly version: Version }) {
  const next = nextVersions(version.canonical);
  const steps = (['patch', 'minor', 'major', 'preRelease', 'release'] as const).flatMap((step) =>
    next[step] === undefined ? [] : [[t.nextLabels[step], <Literal key={step}>{next[step]}</Literal>] as const],
  );
  return (
    <Facts
      facts={[
        [t.canonical, <Literal key="canonical">{version.canonical}</Literal>],
        [t.orderKey, <Literal key="key">{String(version.orderKey)}</Literal>],
        ...steps,
      ]}
    />
  );
}

function SelectionFacts({ selection, mark }: { readonly selection: Selection; readonly mark: string | undefined }) {
  return (
    <>
      <Facts facts={[[t.canonical, <Literal key="canonical">{selection.canonical}</Literal>]]} />
      <NumberLine selection={selection} mark={mark} />
      <ul className={styles.list} aria-label={t.ranges}>
        {selection.ranges.map(([min, max]) => (
          <li key={`${min}-${max}`}>{t.range(min, max)}</li>
        ))}
      </ul>
    </>
  );
}

function Contained({ version, selection }: { readonly version: Version; readonly selection: Selection }) {
  const contained = selectionContains(selection, version);
  const say = contained ? t.contained : t.notContained;
  return (
    <p className={styles.answer} role="status">
      <Chip light={contained ? 'ok' : 'past'}>{say(version.canonical, selection.canonical)}</Chip>
    </p>
  );
}
