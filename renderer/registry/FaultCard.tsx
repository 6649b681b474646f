import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FAILED_STATUSES, type RehearsalFault } from '../../protocol/index.ts';
import { text } from '../text/text.ts';
import {
  ANSWER_CODES,
  expectation,
  FAULT_ROUTES,
  type FaultControls,
  type FaultKind,
  faultFrom,
  startControls,
} from './faults.ts';
import styles from './registry.module.css';

const t = text.registry.rehearsal;

const AMOUNT_LABELS: Partial<Record<FaultKind, 'seconds' | 'rate' | 'bytes'>> = {
  'slow-processing': 'seconds',
  slow: 'rate',
  drop: 'bytes',
  'rate-limit': 'seconds',
};
const WITHOUT_ROUTE: ReadonlySet<FaultKind> = new Set(['processing', 'slow-processing', 'offline']);

interface CardProps {
  readonly kind: FaultKind;
  readonly disabled: boolean;
  readonly onStart: (fault: RehearsalFault) => void;
}

export function FaultCard({ kind, disabled, onStart }: CardProps) {
  const [controls, setControls] = useState(() => startControls(kind));
  const fault = faultFrom(kind, controls);
  const { title, text: says } = t.kinds[kind];
  return (
    <section className={styles.fault} aria-label={title}>
      <h2 className={styles.name}>{title}</h2>
      <p>{says}</p>
      <div className={styles.faultFields}>
        <Controls kind={kind} controls={controls} onChange={(part) => setControls({ ...controls, ...part })} />
      </div>
      <p className={styles.expect}>
        {t.expect}: {fault && expectation(fault)}
      </p>
      <div className={styles.faultFoot}>
        <Button disabled={disabled || fault === undefined} onClick={() => fault && onStart(fault)}>
          {t.start}
        </Button>
      </div>
    </section>
  );
}

interface ControlsProps {
  readonly kind: FaultKind;
  readonly controls: FaultControls;
  readonly onChange: (part: Partial<FaultControls>) => void;
}

function Controls({ kind, controls, onChange }: ControlsProps) {
  const amountLabel = AMOUNT_LABELS[kind];
  return (
    <>
      {kind === 'answer' && (
        <NativeSelect
          size="xs"
          label={t.code}
          value={controls.code}
          data={[...ANSWER_CODES]}
          onChange={(event) => onChange({ code: event.currentTarget.value })}
        />
      )}
      {kind === 'processing' && (
        <NativeSelect
          size="xs"
          label={t.status}
          value={controls.status}
          data={[...FAILED_STATUSES]}
          onChange={({ currentTarget: { value } }) =>
            onChange({ status: FAILED_STATUSES.find((known) => known === value) ?? 'failed_server' })
          }
        />
      )}
      {!WITHOUT_ROUTE.has(kind) && (
        <NativeSelect
          size="xs"
          label={t.route}
          value={controls.route}
          data={FAULT_ROUTES.map((value) => ({ value, label: t.routes[value] }))}
          onChange={({ currentTarget: { value } }) =>
            onChange({ route: FAULT_ROUTES.find((known) => known === value) ?? 'upload' })
          }
        />
      )}
      {amountLabel !== undefined && (
        <TextInput
          size="xs"
          w="7rem"
          label={t[amountLabel]}
          inputMode="decimal"
          value={controls.amount}
          onChange={(event) => onChange({ amount: event.currentTarget.value })}
        />
      )}
      {kind !== 'offline' && (
        <TextInput
          size="xs"
          w="4.5rem"
          label={t.times}
          inputMode="numeric"
          value={controls.times}
          onChange={(event) => onChange({ times: event.currentTarget.value })}
        />
      )}
    </>
  );
}
