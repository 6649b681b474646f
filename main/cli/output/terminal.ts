import { randomBytes } from 'node:crypto';
import { styleText } from 'node:util';
import { visible, visibleJson } from './visible.ts';

type Style = Parameters<typeof styleText>[0];

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface Terminal {
  readonly json: boolean;
  /** A line for people: standard output, or nowhere when a program reads it. */
  line(text?: string): void;
  /** A line about the work, beside its result: standard error. */
  note(text: string): void;
  /** The one JSON document of the command. */
  document(value: unknown): void;
  paint(style: Style, text: string): string;
  /** Replaces the line of the bar on a terminal; otherwise says a line now and then. */
  progress(text: string): void;
  endProgress(): void;
}

const QUIET_LINES_EVERY_MS = 5000;

export function openTerminal(stdout: Output, stderr: Output, json: boolean, now: () => number = Date.now): Terminal {
  const colours = stdout.isTTY === true && process.env.NO_COLOR === undefined && process.env.TERM !== 'dumb';
  const live = stderr.isTTY === true && !json;
  // Stands for the escapes of our own colours until everything else has been made visible; nobody can guess it.
  const ours = `<${randomBytes(8).toString('hex')}>`;
  const shown = (text: string): string => visible(text).replaceAll(ours, '\u001B');
  let barShown = false;
  let lastQuiet = now();

  function clear(): void {
    if (barShown) stderr.write('\r\u001B[K');
    barShown = false;
  }

  return {
    json,
    line(text = '') {
      if (json) return;
      clear();
      stdout.write(`${shown(text)}\n`);
    },
    note(text) {
      clear();
      stderr.write(`${shown(text)}\n`);
    },
    document(value) {
      if (json) stdout.write(`${visibleJson(JSON.stringify(value, asJson))}\n`);
    },
    paint: (style, text) =>
      colours ? styleText(style, visible(text), { validateStream: false }).replaceAll('\u001B', ours) : text,
    progress(text) {
      if (live) {
        stderr.write(`\r\u001B[K${visible(text).slice(0, (stderr.columns ?? 80) - 1)}`);
        barShown = true;
      } else if (!json && now() - lastQuiet >= QUIET_LINES_EVERY_MS) {
        lastQuiet = now();
        stderr.write(`${visible(text)}\n`);
      }
    },
    endProgress: clear,
  };
}

function asJson(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
