import type { AppError, Finding, MessageData } from '../../../preload/contract.ts';
import { explainErrorIn, explainIn, knownInWords } from '../../../preload/messages/index.ts';
import { language } from './say.ts';

type Explained = ReturnType<typeof explainIn>;
type FindingWords = Pick<Finding, 'message' | 'why'> & { readonly fix: string | undefined };

/** What main says, in the language of this call; `otherwise` where it has no words but its English ones. */
export function sayMessage(message: MessageData | undefined, otherwise: string): string {
  return (message && knownInWords(message, language())) ?? otherwise;
}

export function sayError(error: AppError): Explained {
  return explainErrorIn(language(), error);
}

/** What a status or another code of a registry means. */
export function sayCode(code: string): Explained {
  return explainIn(language(), code);
}

export function sayFinding({
  message,
  why,
  fix,
  said,
}: Pick<Finding, 'message' | 'why' | 'fix' | 'said'>): FindingWords {
  return {
    message: sayMessage(said?.message, message),
    why: sayMessage(said?.why, why),
    fix: fix && sayMessage(said?.description, fix.description),
  };
}

type Placed = Pick<Finding, 'path' | 'message' | 'why' | 'fix' | 'said'>;

/** A finding with its place, where nothing else is said of it. */
export function findingText(finding: Placed): string {
  return `${finding.path === undefined ? '' : `${finding.path}: `}${sayFinding(finding).message}`;
}

export function findingLine(finding: Placed & Pick<Finding, 'rule'>): string {
  return `${finding.rule}  ${findingText(finding)}`;
}
