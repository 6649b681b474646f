import { explainCode } from '../../protocol/index.ts';
import type { Language } from '../contract/languages.ts';
import type { AppError } from '../contract.ts';
import { sentencesOf } from './catalogues.ts';
import { type Explanation, explanationOf } from './codes.ts';
import { knownInWords } from './in-words.ts';
import { type Message, message } from './message.ts';

export interface Explained {
  readonly code: string;
  readonly sentence: string;
  readonly hint: string | undefined;
}

/** What a code of a registry means. Never fails: a code nobody knows is named as it came. */
export function explainIn(language: Language, code: string): Explained {
  const shown = explainCode(code).code;
  const words = sentencesOf(language).codes;
  return (
    asExplained(code, explanationOf(words, code)) ?? {
      code: shown,
      sentence: words.unknown(shown),
      hint: words.unknownHint,
    }
  );
}

/** An error of main: as main says it, where it is a message; else by its code. English is what main says itself. */
export function explainErrorIn(language: Language, error: AppError): Explained {
  const { code, message: sentence, hint, said } = error;
  const words = said && knownInWords(said.message, language);
  if (words !== undefined)
    return { code, sentence: words, hint: (said?.hint && knownInWords(said.hint, language)) ?? hint };
  const inOwnWords = { code, sentence, hint };
  if (language === 'en') return inOwnWords;
  const { codes, ownCodes } = sentencesOf(language);
  const own = Object.hasOwn(ownCodes, code) ? ownCodes[code] : undefined;
  return asExplained(code, explanationOf(codes, code) ?? own) ?? inOwnWords;
}

/** An error inside another sentence. */
export function errorMessage({ code, message: sentence, said }: AppError): Message {
  return (said?.message as Message | undefined) ?? message('error.byCode', code, sentence);
}

function asExplained(code: string, explanation: Explanation | undefined): Explained | undefined {
  return explanation && { code, sentence: explanation[0], hint: explanation[1] };
}
