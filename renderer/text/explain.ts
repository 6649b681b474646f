import type { AppError, RetryPlan } from '../../preload/contract.ts';
import { explainCode, isVersionStatus } from '../../protocol/index.ts';
import { useLanguage } from './language.ts';
import { text } from './text.ts';

export interface Explained {
  readonly code: string;
  readonly sentence: string;
  readonly hint: string | undefined;
}

const t = text.codes;

/** What a code of a registry means. Never fails: a code nobody knows is named as it came. */
export function explain(code: string): Explained {
  const shown = explainCode(code).code;
  return known(code) ?? { code: shown, sentence: t.unknown(shown), hint: t.unknownHint };
}

/** An error of main, whose own words are English; another language says it by its code, where it has a sentence for that. */
export function explainError({ code, message, hint }: Pick<AppError, 'code' | 'message' | 'hint'>): Explained {
  const inOwnWords = { code, sentence: message, hint };
  return useLanguage.getState().language === 'en' ? inOwnWords : (known(code) ?? own(code) ?? inOwnWords);
}

/** What a retry will do, said before it is done. */
export function explainPlan({ what, sentence, nextVersion }: RetryPlan): string {
  return text.submissions.retryPlan(what, nextVersion) ?? sentence;
}

function known(code: string): Explained | undefined {
  const explanation = ofCode(code);
  return explanation && { code, sentence: explanation[0], hint: explanation[1] };
}

function own(code: string): Explained | undefined {
  const explanation = text.ownCode(code);
  return explanation ? { code, sentence: explanation[0], hint: explanation[1] } : undefined;
}

function ofCode(code: string): readonly [sentence: string, hint: string] | undefined {
  if (isOneOf(t.registry, code)) return t.registry[code];
  if (isVersionStatus(code)) return t.statuses[code];
  if (isOneOf(t.http, code)) return t.http[code];
  const status = Number(/^http_(\d{3})$/.exec(code)?.[1]);
  if (Number.isNaN(status)) return undefined;
  return status >= 500 ? [t.serverTrouble(status), t.serverTroubleHint] : [t.otherAnswer(status), t.otherAnswerHint];
}

function isOneOf<K extends string>(table: Readonly<Record<K, unknown>>, code: string): code is K {
  return Object.hasOwn(table, code);
}
