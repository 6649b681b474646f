import { Button } from '@mantine/core';
import { useState } from 'react';
import { ask, bridge } from '../bridge.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { say, sayError } from '../stores/notices.ts';
import { loadSubmissions } from '../stores/submissions.ts';
import { text } from '../text/text.ts';

const t = text.activity;

export function ClearHistory() {
  const [asking, setAsking] = useState(false);
  const clear = async () => {
    setAsking(false);
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
        <Dialog
          title={t.clearSure}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button onClick={() => setAsking(false)}>{text.common.cancel}</Button>
              <Button variant="danger" onClick={() => void clear()}>
                {t.clear}
              </Button>
            </>
          }
        >
          <p>{t.clearText}</p>
        </Dialog>
      )}
    </>
  );
}
