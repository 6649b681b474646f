import { explanationOf } from '../codes.ts';
import type { Messages } from '../message.ts';
import { codes } from './codes.ts';
import { ownCodes } from './own-codes.ts';

export const errors: Pick<Messages, keyof typeof import('../en/errors.ts').errors> = {
  error: {
    hintByCode: (code, hint) => (explanationOf(codes, code) ?? ownCodeOf(code))?.[1] ?? hint,
    at: (where, sentence) => `${where}: ${sentence}`,
    andMore: (sentence, count) => `${sentence} (und ${count} weitere)`,
    plain: (sentence) => sentence,
    both: (first, second) => `${first} ${second}`,
    atPath: (reason: string, path: string) => `${reason}, bei ${path}`,
    inside: (sentence) => sentence.replace(/\.+$/, ''),
    firstOf: (path, more) => (more > 0 ? `${path} und ${more} weitere` : path),
    byCode: (code, sentence) => (explanationOf(codes, code) ?? ownCodeOf(code))?.[0] ?? sentence,
  },
  'connect-hint': {
    window: 'Füge sie unter Registry hinzu, oder nimm dieses Ziel heraus.',
    terminal: '`loadmaster connect` fügt sie hinzu.',
  },
  unnamed: {
    noReason: 'kein Grund genannt',
    noReasonSaid: 'einen Grund nennt es nicht',
    settingsOfAws: 'aus deinen AWS-Einstellungen',
    commits: 'die Liste der Commits',
  },
};

function ownCodeOf(code: string): readonly [sentence: string, hint: string] | undefined {
  return Object.hasOwn(ownCodes, code) ? ownCodes[code as keyof typeof ownCodes] : undefined;
}
