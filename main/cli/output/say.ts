import { chosenLanguage, LANGUAGES, type Language, languageOf } from '../../../preload/contract/languages.ts';
import { english, type TerminalWords, terminalWords } from '../../../preload/messages/terminal.ts';

let spoken: { readonly language: Language; readonly words: TerminalWords } = { language: 'en', words: english };

/** What the terminal says, in the language of this call. It is read where it is said, never while a module is loaded. */
export function say(): TerminalWords {
  return spoken.words;
}

export function language(): Language {
  return spoken.language;
}

export async function speak(wanted: Language): Promise<void> {
  spoken = { language: wanted, words: await terminalWords(wanted) };
}

/** As POSIX has it: the first of the three that is not empty counts, whether or not we speak its language. */
export function languageOfSystem(env: NodeJS.ProcessEnv): Language {
  const tag = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value !== undefined && value !== '');
  return chosenLanguage(undefined, [tag ?? tagOfWindows()]);
}

/** Windows has no such variables. */
function tagOfWindows(): string {
  return process.platform === 'win32' ? new Intl.DateTimeFormat().resolvedOptions().locale : '';
}

interface Asked {
  readonly args: readonly string[];
  /** Undefined when --lang is not there; otherwise what it says, known or not. */
  readonly wanted: string | undefined;
}

/** Takes `--lang` out of a call: it may stand anywhere, and every command has it. */
export function withoutLanguage(args: readonly string[]): Asked {
  const end = args.indexOf('--');
  const at = args.findIndex((arg, index) => (end < 0 || index < end) && /^--lang(?:=|$)/.test(arg));
  const found = args[at];
  if (found === undefined) return { args, wanted: undefined };
  const joined = found.startsWith('--lang=');
  const wanted = joined ? found.slice('--lang='.length) : (args[at + 1] ?? '');
  return { args: args.toSpliced(at, joined ? 1 : 2), wanted };
}

export function knownLanguage(wanted: string): Language | undefined {
  return LANGUAGES.find((known) => known === languageOf(wanted));
}
