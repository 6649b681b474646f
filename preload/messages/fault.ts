import type { AppError, MessageData } from '../contract.ts';
import { faults, type OwnCode } from './en/faults/index.ts';
import { inWords } from './in-words.ts';
import { type Given, type Message, type MessageId, message } from './message.ts';

/** `code.sentence`: what can be said with a code. */
export type FaultId = {
  [C in OwnCode]: `${C}.${Exclude<keyof (typeof faults)[C] & string, `${string}Hint`>}`;
}[OwnCode];

/** An error with its words as data, so that each reader gets them whole, in their language. */
export type OwnError<C extends string = OwnCode> = AppError & {
  readonly code: C;
  readonly said: { readonly message: Message; readonly hint?: Message };
};

/** The error that a sentence is about: its section is the code, and `xHint` beside it says what to do. */
export function fault<I extends FaultId>(id: I, ...parameters: Given<I>): OwnError<CodeOf<I>> {
  const code = id.slice(0, id.indexOf('.')) as CodeOf<I>;
  const said = message(id, ...parameters);
  const sentences: Readonly<Record<string, unknown>> = faults[code as OwnCode];
  const hintId = `${id}Hint` as MessageId;
  if (!Object.hasOwn(sentences, hintId.slice(code.length + 1))) {
    return { code, message: inWords(said), said: { message: said } };
  }
  const hint: Message = { id: hintId, with: said.with };
  return { code, message: inWords(said), hint: inWords(hint), said: { message: said, hint } };
}

/** An error to be thrown where nobody knows yet who will read it: it carries its words as data. */
export class FaultError extends Error {
  readonly error: OwnError;
  constructor(error: OwnError, cause?: unknown) {
    super(error.message, { cause });
    this.error = error;
  }
}

/** What something thrown says of itself as such an error. */
export function errorIn(cause: unknown): OwnError | undefined {
  const error = cause instanceof Error && 'error' in cause ? cause.error : undefined;
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error
    ? (error as OwnError)
    : undefined;
}

/** What something says, as data where it has it. */
export function saidOf({
  message: text,
  said,
}: {
  message: string;
  said?: { message: MessageData } | undefined;
}): Message {
  return (said?.message as Message | undefined) ?? message('error.plain', text);
}

/** Sentences that stand one after the other. */
export function inTurn(first: Message, ...more: readonly Message[]): Message {
  return more.reduce((said, next) => message('error.both', said, next), first);
}

/** How many more there are, after the first of several sentences. */
export function withMore(first: Message, more: number): Message {
  return more > 0 ? message('error.andMore', first, more) : first;
}

/** An error with the place it is about before its sentence. */
export function faultAt<C extends string>(where: string, error: OwnError<C>): OwnError<C> {
  const said = message('error.at', where, error.said.message);
  return { ...error, message: inWords(said), said: { ...error.said, message: said } };
}

type CodeOf<I extends string> = I extends `${infer C extends OwnCode}.${string}` ? C : never;
