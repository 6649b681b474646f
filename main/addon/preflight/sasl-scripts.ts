import { isPartOfTools } from '../detect/markers.ts';
import type { PreflightContext } from './rule.ts';

/** What the first script of SASL says; servers of games keep a `data/modules/main.lua` too. */
const OF_SASL =
  /\bcomponents\s*=|\bsasl\.|\baddSearchPath\b|\b(?:defineProperty|globalProperty\w*|createGlobalProperty\w*)\b/;

/** What SASL runs first in a plugin that is made with it, in a folder without any plugin. */
export async function saslScript({ scan, contents }: PreflightContext): Promise<string | undefined> {
  const { entries } = scan;
  const main = entries.find(({ path, link }) => link === undefined && /(?:^|\/)data\/modules\/main\.lua$/i.test(path));
  if (main === undefined || isPartOfTools(main.path)) return undefined;
  if (entries.some(({ path }) => /\.xpl$/i.test(path))) return undefined;
  return OF_SASL.test((await contents.text(main)) ?? '') ? main.path : undefined;
}
