import { createHash } from 'node:crypto';
import type { Finding, Severity } from '../../preload/contract.ts';
import { inWords, type Message, message as messageOf } from '../../preload/messages/index.ts';

export type TryRule =
  | 'try-dependencies'
  | 'try-install'
  | 'try-place'
  | 'try-upgrade'
  | 'try-uninstall'
  | 'try-by-hand'
  | 'try-skunkcrafts';

/** One finding, in the shape the checks have. */
export function finding(rule: TryRule, severity: Severity, message: Message, path?: string): Finding {
  const words = inWords(message);
  const why = messageOf(`${rule}.why`);
  const id = createHash('sha256')
    .update(`${rule}\0${path ?? ''}\0${words}`)
    .digest('hex')
    .slice(0, 16);
  return {
    id: `${rule}:${id}`,
    rule,
    severity,
    message: words,
    why: inWords(why),
    said: { message, why },
    ...(path !== undefined && { path }),
  };
}
