import { LARGEST_PASTE } from '../../../preload/contract/draft-limits.ts';
import { say } from '../../stores/notices.ts';
import { text } from '../../text/text.ts';

/** Refuses, before any field sees it, what no field takes and what would hold the page up for seconds. */
export function limitPastes(target: EventTarget): void {
  const refuse = (event: Event): void => {
    const pasted = event instanceof ClipboardEvent ? (event.clipboardData?.getData('text/plain').length ?? 0) : 0;
    if (pasted <= LARGEST_PASTE) return;
    event.preventDefault();
    event.stopPropagation();
    say('error', text.common.pasteTooLong, text.common.pasteTooLongHint(pasted));
  };
  target.addEventListener('paste', refuse, { capture: true });
}
