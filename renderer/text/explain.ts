import type { AppError, RetryPlan } from '../../preload/contract.ts';
import { type Explained, explainErrorIn, explainIn } from '../../preload/messages/page.ts';
import { useLanguage } from '../format/language.ts';
import { sayMessage } from './say-finding.ts';

/** What a code of a registry means. Never fails: a code nobody knows is named as it came. */
export function explain(code: string): Explained {
  return explainIn(useLanguage.getState().language, code);
}

/** An error of main, in the language of this moment. */
export function explainError(error: AppError): Explained {
  return explainErrorIn(useLanguage.getState().language, error);
}

/** What a retry will do, said before it is done. */
export function explainPlan({ said, sentence }: RetryPlan): string {
  return sayMessage(said, sentence);
}
