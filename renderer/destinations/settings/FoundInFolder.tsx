import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { FoundDestination } from '../../../preload/contract.ts';
import { ask, bridge } from '../../bridge.ts';
import { sayMessage } from '../../text/say-finding.ts';
import { text } from '../../text/text.ts';
import styles from '../destinations.module.css';
import { formFromFound, type SettingsForm } from './settings-form.ts';

const t = text.destinations.dialog;

interface FoundProps {
  readonly addonId: string;
  readonly taken: readonly string[];
  readonly onTake: (form: SettingsForm) => void;
}

/** What the folder itself tells, so that nobody has to type it. */
export function FoundInFolder({ addonId, taken, onTake }: FoundProps) {
  const [found, setFound] = useState<readonly FoundDestination[]>([]);
  useEffect(() => {
    let gone = false;
    void ask(bridge().destinations.detect({ addonId })).then((answer) => {
      if (!gone && answer.ok) setFound(answer.value);
    });
    return () => {
      gone = true;
    };
  }, [addonId]);
  if (found.length === 0) return undefined;
  return (
    <section className={styles.found} aria-label={t.found}>
      <p className={styles.strong}>{t.found}</p>
      {found.map((one) => (
        <div key={one.kind} className={styles.foundRow}>
          <p>{sayMessage(one.said, one.sentence)}</p>
          <Button onClick={() => onTake(formFromFound(one, taken))}>{t.take}</Button>
        </div>
      ))}
    </section>
  );
}
