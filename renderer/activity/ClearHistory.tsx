import { Button } from '@mantine/core';
import { useState } from 'react';
import { ask, bridge } from '../bridge.ts';
import { ConfirmDialog } from '../parts/layout/ConfirmDialog.tsx';
import { say, sayError } from '../stores/notices.ts';
import { loadSubmissions } from '../stores/submissions.ts';
import { text } from '../text/text.ts';

const t = text.activity;

export function ClearHistory() {
  const [asking, setAsking] = useState(false);
  const clear = async () => {
    const answer = await ask(bridge().publish.clearHistory());
    if (!answer.ok) {
      sayError(t.clear, answer.error);
      return;
    }
    await loadSubmissions();
    say('info', t.cleared);
  };
  return (
    <>
      <Button variant="subtle" onClick={() => setAsking(true)}>
        {t.clear}
      </Button>
      {asking && (
        <ConfirmDialog title={t.clearSure} act={t.clear} onAct={() => void clear()} onClose={() => setAsking(false)}>
          {t.clearText}
        </ConfirmDialog>
      )}
    </>
  );
}
