import type { MessageData } from '../contract.ts';
import type { messages } from './en/index.ts';
import type { Said } from './said.ts';

/** What every language has to say. */
export type Messages = Said<typeof messages>;

/** `section.name` of each message. */
export type MessageId = { [S in keyof Messages]: `${S}.${keyof Messages[S] & string}` }[keyof Messages];

/** A section that says why something matters: what the findings of a rule are about. */
export type RuleId = { [S in keyof Messages]: Messages[S] extends { why: string } ? S : never }[keyof Messages];

/** A sentence as main says it: which one and about what. It becomes words where a person reads it, in their language. */
export interface Message extends MessageData {
  readonly id: MessageId;
}

/** The parameters of a message; where it takes words another message may stand. */
export type Given<I> = I extends `${infer S extends keyof Messages}.${infer N}`
  ? N extends keyof Messages[S]
    ? Messages[S][N] extends (...parameters: infer P) => string
      ? { [K in keyof P]: string extends P[K] ? P[K] | Message : P[K] }
      : []
    : never
  : never;

export function message<I extends MessageId>(id: I, ...parameters: Given<I>): Message {
  return { id, with: parameters as unknown as Message['with'] };
}
