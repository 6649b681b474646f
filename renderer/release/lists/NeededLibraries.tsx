import { Button } from '@mantine/core';
import { Panel } from '../../parts/layout/Panel.tsx';
import { addonFindings, knownPackages } from '../../stores/resources.ts';
import { sayFinding } from '../../text/say-finding.ts';
import { text } from '../../text/text.ts';
import { editForm, type ReleaseForm, typeField } from '../form/forms.ts';
import { insertRows, newRow } from '../form/model.ts';
import styles from '../release.module.css';
import type { KnownPackage } from './completions.ts';
import { libraryPackages, withSentence } from './libraries.ts';

const t = text.release.libraries;
const NO_PACKAGES: readonly KnownPackage[] = [];

/** What the checks found out about libraries, where it can be acted on: as dependencies, and as a sentence for users. */
export function NeededLibraries({ form: { target, model } }: { readonly form: ReleaseForm }) {
  const findings = addonFindings.use({ addonId: target.addonId }).value;
  const known = knownPackages.use({ connectionId: target.connectionId }).value ?? NO_PACKAGES;
  const libraries = findings?.flatMap((finding) => sayFinding(finding).libraries ?? []) ?? [];
  if (libraries.length === 0) return undefined;
  const names = libraries.flatMap((one) => one.names);
  const sentence = libraries.map((one) => one.sentence).join(' ');
  const missing = libraryPackages(names, known).filter(
    ({ packageId }) => !model.dependencies.some(({ id }) => id.trim() === packageId),
  );
  const add = (packageId: string) =>
    editForm(target, (now) => insertRows(now, 'dependencies', now.dependencies.length, [newRow(packageId, '*')]));
  return (
    <Panel title={t.title}>
      <p className={styles.dim}>{t.text(names.join(', '))}</p>
      <p>
        <q>{sentence}</q>
      </p>
      <div className={styles.listHead}>
        {missing.map(({ packageId, packageName }) => (
          <Button key={packageId} onClick={() => add(packageId)}>
            {t.addDependency(packageName)}
          </Button>
        ))}
        {!model.notes.includes(sentence) && (
          <Button onClick={() => typeField(target, 'notes', withSentence(model.notes, sentence))}>
            {t.addToNotes}
          </Button>
        )}
      </div>
    </Panel>
  );
}
