import { inWords, type Message } from '../../preload/messages/index.ts';

/** One thing that is wrong with an archive, or with what should become one: in English words, and as data for any language. */
export interface ArchiveFinding<C extends string = string> {
  readonly code: C;
  readonly message: string;
  readonly said: { readonly message: Message };
  readonly path?: string;
}

export function finding<C extends string>(code: C, said: Message, path?: string): ArchiveFinding<C> {
  return { code, message: inWords(said), said: { message: said }, ...(path !== undefined && { path }) };
}
