import type { Language } from '../contract/languages.ts';
import type { MessageData } from '../contract.ts';
import { sentencesOf } from './catalogues.ts';

type Sentence = string | ((...parameters: readonly unknown[]) => string);

/** The sentence of a message in a language; undefined for one that this version does not know, as an old journal may hold. */
export function knownInWords({ id, with: parameters }: MessageData, language: Language): string | undefined {
  const dot = id.indexOf('.');
  const sections: Readonly<Record<string, Readonly<Record<string, Sentence>>>> = sentencesOf(language)
    .messages as never;
  const sentence = own(own(sections, id.slice(0, dot)), id.slice(dot + 1));
  if (sentence === undefined || typeof sentence === 'string') return sentence;
  const given = parameters.map((value) => (isMessage(value) ? (knownInWords(value, language) ?? value.id) : value));
  return sentence(...given);
}

/** The sentence of a message of this version. English is what documents for programs are made of. */
export function inWords(message: MessageData, language: Language = 'en'): string {
  return knownInWords(message, language) ?? message.id;
}

function own<T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}

function isMessage(value: MessageData['with'][number]): value is MessageData {
  return typeof value === 'object' && !Array.isArray(value);
}
