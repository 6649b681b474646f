import { isVersionStatus } from '../../protocol/index.ts';
import type { codes as english } from './en/codes.ts';
import type { Said } from './said.ts';

/** What the codes of registries mean. */
export type Codes = Said<typeof english>;

/** What is the matter, and what to do. */
export type Explanation = readonly [sentence: string, hint: string];

/** What a code of a registry means in the words of a language; undefined for one that nobody knows. */
export function explanationOf(words: Codes, code: string): Explanation | undefined {
  if (isOneOf(words.registry, code)) return words.registry[code];
  if (isVersionStatus(code)) return words.statuses[code];
  if (isOneOf(words.http, code)) return words.http[code];
  const status = Number(/^http_(\d{3})$/.exec(code)?.[1]);
  if (Number.isNaN(status)) return undefined;
  return status >= 500
    ? [words.serverTrouble(status), words.serverTroubleHint]
    : [words.otherAnswer(status), words.otherAnswerHint];
}

function isOneOf<K extends string>(table: Readonly<Record<K, unknown>>, code: string): code is K {
  return Object.hasOwn(table, code);
}
