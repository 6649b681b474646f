import type { Finding, MessageData } from '../../preload/contract.ts';
import { knownInWords } from '../../preload/messages/page.ts';
import { useLanguage } from '../format/language.ts';

type Words = Pick<Finding, 'message' | 'why' | 'fix' | 'libraries'>;

/** What a finding says, in the language of this moment; in main's English where it has no other words. */
export function sayFinding({ message, why, fix, libraries, said }: Finding): Words {
  return {
    message: sayMessage(said?.message, message),
    why: sayMessage(said?.why, why),
    ...(fix && {
      fix: { label: sayMessage(said?.label, fix.label), description: sayMessage(said?.description, fix.description) },
    }),
    ...(libraries && {
      libraries: { names: libraries.names, sentence: sayMessage(said?.libraries, libraries.sentence) },
    }),
  };
}

/** A message in the language of this moment; `otherwise` for none, or for one of another version of Loadmaster. */
export function sayMessage(message: MessageData | undefined, otherwise: string): string {
  return (message && knownInWords(message, useLanguage.getState().language)) ?? otherwise;
}
