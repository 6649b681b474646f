import { useMemo } from 'react';
import type { AddonSummary, Connection } from '../../../preload/contract.ts';
import { isMorePublic, normalizePackageId, normalizeVersion } from '../../../protocol/index.ts';
import { formatBytes } from '../../format/numbers.ts';
import { classes } from '../../parts/classes.ts';
import { Literal } from '../../parts/signs/Chip.tsx';
import { addonChanges, archiveEstimates } from '../../stores/resources.ts';
import { text } from '../../text/text.ts';
import { differences } from '../form/difference.ts';
import type { ReleaseForm } from '../form/forms.ts';
import { useChosenPlaces } from '../places/chosen-places.ts';
import styles from '../release.module.css';

const t = text.release.summary;

interface SummaryProps {
  readonly form: ReleaseForm;
  readonly addon: AddonSummary;
  readonly connection: Connection;
}

/** What is about to be sent, beside the button that sends it: nobody has to scroll back to be sure. */
export function ReleaseSummary({ form, addon, connection }: SummaryProps) {
  const { model, start } = form;
  const { value: estimate } = archiveEstimates.use({ addonId: addon.id });
  const { names, registry } = useChosenPlaces(addon.id, connection);
  const places = [...(registry === undefined ? [] : [connection.name]), ...names];
  const opened = start.previous !== null && isMorePublic(model.access, start.previous.access);
  return (
    <dl className={styles.summary} aria-label={t.label}>
      <Part name={t.what} room={styles.summaryId}>
        <Literal>
          {idOf(model.packageId)} {versionOf(model.packageVersion)}
        </Literal>
      </Part>
      <Part name={t.access} warn={opened} room={styles.summaryWhole}>
        {text.release.access[model.access]}
      </Part>
      {estimate && (
        <Part name={t.size} room={styles.summaryWhole}>
          {formatBytes(estimate.size)}
        </Part>
      )}
      <Part name={t.users}>
        <Changes form={form} />
      </Part>
      <Part name={t.notes}>{model.notes.trim() === '' ? text.common.none : firstLine(model.notes)}</Part>
      <Part name={t.places}>{places.length === 0 ? text.common.none : places.join(', ')}</Part>
    </dl>
  );
}

interface PartProps {
  readonly name: string;
  readonly warn?: boolean;
  /** How much of its room it gives to the others. */
  readonly room?: string | undefined;
  readonly children: React.ReactNode;
}

function Part({ name, warn = false, room, children }: PartProps) {
  return (
    <div className={classes(styles.summaryPart, room)}>
      <dt>{name}</dt>
      <dd className={classes(warn && styles.warn)}>{children}</dd>
    </div>
  );
}

/** Against what users have: files since the last version that was processed, and what the form says otherwise. */
function Changes({ form: { target, start, model } }: { readonly form: ReleaseForm }) {
  const { value } = addonChanges.use({ addonId: target.addonId });
  const { previous } = start;
  const inForm = useMemo(() => (previous ? differences(previous, model) : []), [previous, model]);
  const files = value?.files ?? start.changes?.files;
  if (previous === null) return t.first;
  const count = (change: 'added' | 'changed' | 'removed') =>
    files?.filter((file) => file.change === change).length ?? 0;
  const parts = [
    files === undefined
      ? t.unknown
      : files.length === 0
        ? text.release.against.same
        : text.release.against.counts(count('changed'), count('added'), count('removed')),
    ...inForm,
  ];
  return t.since(previous.packageVersion, parts.join('; ').replaceAll('.; ', '; '));
}

const SHOWN_LETTERS = 60;

/** The first words of the notes, without the marks of Markdown. */
function firstLine(notes: string): string {
  const [line = ''] = notes.trim().split('\n');
  const plain = line.replace(/^[#>*+\-\s]+/, '').replaceAll(/[*_`]/g, '');
  return plain.length > SHOWN_LETTERS ? `${plain.slice(0, SHOWN_LETTERS).trimEnd()} …` : plain;
}

function idOf(typed: string): string {
  const id = normalizePackageId(typed);
  return id.ok ? id.value.partial : typed.trim();
}

function versionOf(typed: string): string {
  const version = normalizeVersion(typed);
  return version.ok ? version.value.canonical : typed.trim();
}
