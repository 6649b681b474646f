import { isPartOfTools } from '../detect/markers.ts';
import type { ScanResult } from '../scan/scan.ts';

/** What SASL runs first in a plugin that is made with it, in a folder without any plugin. */
export function saslScript({ entries }: Pick<ScanResult, 'entries'>): string | undefined {
  const main = entries.find(({ path, link }) => link === undefined && /(?:^|\/)data\/modules\/main\.lua$/i.test(path));
  if (main === undefined || isPartOfTools(main.path)) return undefined;
  return entries.some(({ path }) => /\.xpl$/i.test(path)) ? undefined : main.path;
}
