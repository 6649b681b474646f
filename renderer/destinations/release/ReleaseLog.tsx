import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { AppError, Release, ReleaseStep } from '../../../preload/contract.ts';
import { ask, bridge } from '../../bridge.ts';
import { formatClock } from '../../format/time.ts';
import { copyText } from '../../parts/CopyButton.tsx';
import { ErrorNote } from '../../parts/ErrorNote.tsx';
import { Dialog } from '../../parts/layout/Dialog.tsx';
import { plainColumns, Table } from '../../parts/layout/Table.tsx';
import tableStyles from '../../parts/layout/table.module.css';
import { say } from '../../stores/notices.ts';
import { text } from '../../text/text.ts';
import { releaseLogText } from './release-log-text.ts';

const t = text.activity.log;

interface LogProps {
  readonly release: Release;
}

/** Every step of a release at every place, for whoever helps; a registry's own upload has a longer one. */
export function ReleaseLog({ release }: LogProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="subtle" onClick={() => setOpen(true)}>
        {t.title}
      </Button>
      {isOpen && <LogDialog release={release} onClose={() => setOpen(false)} />}
    </>
  );
}

type Answer = { readonly steps: readonly ReleaseStep[] } | { readonly error: AppError };

function LogDialog({ release, onClose }: LogProps & { readonly onClose: () => void }) {
  const [answer, setAnswer] = useState<Answer>();
  const { id, addonName, version } = release;
  useEffect(() => {
    void ask(bridge().destinations.log({ id })).then((log) =>
      setAnswer(log.ok ? { steps: log.value } : { error: log.error }),
    );
  }, [id]);
  const steps = answer && 'steps' in answer ? answer.steps : [];
  const copy = async () => {
    await copyText(releaseLogText(release, steps));
    say('success', t.copied);
  };
  return (
    <Dialog
      wide
      title={`${t.title}: ${addonName} ${version}`}
      onClose={onClose}
      footer={<Button onClick={() => void copy()}>{t.copy}</Button>}
    >
      {answer && 'error' in answer && <ErrorNote title={t.couldNotLoad} error={answer.error} />}
      {steps.length > 0 && (
        <Table columns={plainColumns(t.places)} label={t.title}>
          {steps.map(({ at, name, step }) => (
            <tr key={`${at} ${name} ${step}`}>
              <td className={tableStyles.when}>{formatClock(at)}</td>
              <td>
                <bdi>{name}</bdi>
              </td>
              <td>{wordOf(step)}</td>
            </tr>
          ))}
        </Table>
      )}
    </Dialog>
  );
}

/** What has no word here stands as it was written. */
function wordOf(step: string): string {
  const words: Readonly<Record<string, string>> = text.destinations.phase;
  return words[step] ?? step;
}
