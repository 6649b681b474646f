import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { AppError, Finding, FixPreview } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Dialog } from '../parts/layout/Dialog.tsx';
import { Bar } from '../parts/signs/Bar.tsx';
import { say } from '../stores/notices.ts';
import { explainError } from '../text/explain.ts';
import { sayFinding } from '../text/say-finding.ts';
import { text } from '../text/text.ts';
import { FixStep, undoFixes } from './FixDialog.tsx';
import { fixAll } from './fix-all.ts';

const t = text.checks;
/** So many are shown in full; of the others their number. */
const SHOWN = 20;

interface FixAllProps {
  readonly addonId: string;
  /** Of one rule, each with a fix. */
  readonly findings: readonly Finding[];
  readonly onClose: () => void;
}

/** All fixes of one rule: shown before they are done, told in one notice, and taken back by one Undo. */
export function FixAllDialog({ addonId, findings, onClose }: FixAllProps) {
  // What is asked for now: the list gets shorter behind the dialog while the fixes are done.
  const [asked] = useState(findings);
  const [previews, setPreviews] = useState<readonly FixPreview[]>();
  const [error, setError] = useState<AppError>();
  /** How many are done; undefined before it was begun. */
  const [done, setDone] = useState<number>();
  const run = useRef(new AbortController());
  const [first] = asked;
  const label = first ? (sayFinding(first).fix?.label ?? '') : '';
  useEffect(() => {
    void showAll(addonId, asked.slice(0, SHOWN)).then((answer) =>
      answer.error ? setError(answer.error) : setPreviews(answer.previews),
    );
  }, [addonId, asked]);
  const apply = async () => {
    run.current = new AbortController();
    setDone(0);
    const { undoIds, fault } = await fixAll(addonId, asked, { signal: run.current.signal, onDone: setDone });
    setDone(undefined);
    const undo = { label: text.common.undo, run: () => void undoFixes(addonId, undoIds) };
    if (undoIds.length > 0) {
      say(
        fault ? 'warning' : 'success',
        t.fixedMany(undoIds.length, label),
        fault ? explainError(fault).sentence : '',
        undo,
      );
    }
    if (fault && undoIds.length === 0) setError(fault);
    else onClose();
  };
  // What is begun ends after the fix that is under way, and says how far it came.
  const leave = () => (done === undefined ? onClose() : run.current.abort());
  return (
    <Dialog
      title={t.fixAll(asked.length, label)}
      wide
      onClose={leave}
      footer={
        <>
          <Button onClick={leave}>{done === undefined ? text.common.cancel : t.fixStop}</Button>
          <Button
            variant="filled"
            loading={done !== undefined}
            disabled={previews === undefined}
            onClick={() => void apply()}
          >
            {t.fixApply}
          </Button>
        </>
      }
    >
      {error && <ErrorNote title={t.couldNotFix} error={error} />}
      {done !== undefined && <HowFar done={done} all={asked.length} label={t.fixAll(asked.length, label)} />}
      {previews && <Previews previews={previews} />}
      {asked.length > SHOWN && <p>{t.more(asked.length - SHOWN)}</p>}
    </Dialog>
  );
}

function HowFar({ done, all, label }: { readonly done: number; readonly all: number; readonly label: string }) {
  return (
    <>
      <p>{t.fixedOf(done, all)}</p>
      <Bar label={label} share={done / all} />
    </>
  );
}

function Previews({ previews }: { readonly previews: readonly FixPreview[] }) {
  return previews.map(({ token, steps }) => (
    <div key={token}>
      {steps.map((step) => (
        <FixStep key={`${step.kind} ${step.path}`} step={step} />
      ))}
    </div>
  ));
}

interface Shown {
  readonly previews: readonly FixPreview[];
  readonly error: AppError | undefined;
}

async function showAll(id: string, findings: readonly Finding[]): Promise<Shown> {
  const previews: FixPreview[] = [];
  for (const { id: findingId } of findings) {
    const answer = await ask(bridge().addons.previewFix({ id, findingId }));
    if (!answer.ok) return { previews, error: answer.error };
    previews.push(answer.value);
  }
  return { previews, error: undefined };
}
