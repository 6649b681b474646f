import { text } from '../text/text.ts';

const t = text.registry.connections;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Null when the address may be used; main has the last word, with the same rule. */
export function baseUrlFault(typed: string): string | null {
  const address = typed.trim();
  if (!URL.canParse(address)) return t.notUrl;
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:') return null;
  if (protocol !== 'http:') return t.notUrl;
  return LOOPBACK.has(hostname) ? null : t.notHttps;
}
