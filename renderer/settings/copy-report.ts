import { ask, bridge } from '../bridge.ts';
import { copyText } from '../parts/CopyButton.tsx';
import { say, sayError } from '../stores/notices.ts';
import { text } from '../text/text.ts';

export async function copyReport(): Promise<void> {
  const answer = await ask(bridge().app.report());
  if (!answer.ok) {
    sayError(text.frame.palette.copyReport, answer.error);
    return;
  }
  await copyText(answer.value.text);
  say('success', text.common.copied);
}
