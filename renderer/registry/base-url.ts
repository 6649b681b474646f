import { checkBaseUrl } from '../../protocol/index.ts';
import { text } from '../text/text.ts';

const t = text.registry.connections;

/** Null when the address may be used. */
export function baseUrlFault(typed: string): string | null {
  const checked = checkBaseUrl(typed);
  return checked.ok ? null : t.urlFaults[checked.code];
}
