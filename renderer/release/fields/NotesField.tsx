import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { DRAFT_LIMITS } from '../../../preload/contract/draft-limits.ts';
import { bridge } from '../../bridge.ts';
import { Explain } from '../../help/Explain.tsx';
import { RenderedNotes } from '../../notes/RenderedNotes.tsx';
import { classes } from '../../parts/classes.ts';
import { Choice, Choices } from '../../parts/form/Choices.tsx';
import { FieldNote } from '../../parts/form/Field.tsx';
import fieldStyles from '../../parts/form/field.module.css';
import { text } from '../../text/text.ts';
import { type ReleaseForm, typeField } from '../form/forms.ts';
import { followNotes, takeFoundNotes, whereFrom } from '../form/found-notes.ts';
import type { Target } from '../form/target.ts';
import styles from '../release.module.css';

const t = text.release.notes;
const ID = 'release-notes';
/** While a version is being typed nobody reads change logs. */
const TYPING_MS = 250;

/** What is new, in Markdown: filled in from the change log, edited, and looked at as users will see it. */
export function NotesField({ form }: { readonly form: ReleaseForm }) {
  const { target, model } = form;
  const [view, setView] = useState<'write' | 'preview'>('write');
  useFollowing(target, model.packageVersion);
  return (
    <div className={fieldStyles.field}>
      <div className={styles.fieldHead}>
        <span className={fieldStyles.labelled}>
          <label className={fieldStyles.label} htmlFor={ID}>
            {t.label}
          </label>
          <Explain term="Release notes" name={t.label} />
        </span>
        <Choices>
          {(['write', 'preview'] as const).map((one) => (
            <Choice key={one} type="radio" name={`${ID}-view`} checked={view === one} onChange={() => setView(one)}>
              {t[one]}
            </Choice>
          ))}
        </Choices>
      </div>
      <textarea
        id={ID}
        className={classes(fieldStyles.input, styles.notes)}
        hidden={view !== 'write'}
        maxLength={DRAFT_LIMITS.notes}
        value={model.notes}
        aria-describedby={`${ID}-note`}
        onChange={(event) => typeField(target, 'notes', event.currentTarget.value)}
      />
      {view === 'preview' && (
        <section className={styles.notesPreview} aria-label={t.previewLabel}>
          {model.notes.trim() === '' ? <p className={styles.dim}>{t.empty}</p> : <RenderedNotes text={model.notes} />}
        </section>
      )}
      <FieldNote
        id={`${ID}-note`}
        hint={
          <>
            <Source form={form} /> {t.hint}
          </>
        }
      />
    </div>
  );
}

/** Where they are from, or the offer to take them from there. */
function Source({ form: { target, model, foundNotes } }: { readonly form: ReleaseForm }) {
  if (foundNotes === undefined) return undefined;
  if (model.notes === foundNotes.text) return t.from(whereFrom(foundNotes));
  return (
    <Button variant="subtle" size="compact-xs" onClick={() => takeFoundNotes(target, foundNotes)}>
      {t.take(whereFrom(foundNotes))}
    </Button>
  );
}

function useFollowing(target: Target, version: string): void {
  const { addonId, connectionId } = target;
  useEffect(() => {
    const look = () => void followNotes({ addonId, connectionId }, version);
    const soon = setTimeout(look, TYPING_MS);
    const end = bridge().addons.onContentsChanged(({ id }) => {
      if (id === addonId) look();
    });
    return () => {
      clearTimeout(soon);
      end();
    };
  }, [addonId, connectionId, version]);
}
