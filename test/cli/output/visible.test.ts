import { expect, test } from 'vitest';
import { table } from '../../../main/cli/output/format.ts';
import { openTerminal } from '../../../main/cli/output/terminal.ts';
import { visible } from '../../../main/cli/output/visible.ts';

const HOSTILE = 'a\u001B[2Jb\u009Bc\u202Ed\r\ne\u200Bf\u0007';
const WRITTEN = 'a\\u{1b}[2Jb\\u{9b}c\\u{202e}d\\u{d}\\u{a}e\\u{200b}f\\u{7}';

test('what would steer a terminal or cannot be seen is written out, and text of any language is left alone', () => {
  expect(visible(HOSTILE)).toBe(WRITTEN);
  expect(visible('Flughäfen 空港 مطار 🛩')).toBe('Flughäfen 空港 مطار 🛩');
});

test('no way to the terminal lets it through, with colours or without, and JSON stays the same document', () => {
  for (const isTTY of [true, false]) {
    const written: string[] = [];
    const output = { isTTY, columns: 500, write: (text: string) => written.push(text) };
    const terminal = openTerminal(output, output, false, () => 1e9);
    terminal.line(HOSTILE);
    terminal.note(HOSTILE);
    terminal.line(terminal.paint('red', HOSTILE));
    terminal.progress(HOSTILE);
    const said = written.join('');
    expect(said.split(WRITTEN)).toHaveLength(isTTY ? 5 : 4);
    expect(said).not.toContain('\u001B[2J');
    for (const unseen of ['\u0007', '\u009B', '\u200B', '\u202E']) expect(said).not.toContain(unseen);
    if (isTTY && process.env.NO_COLOR === undefined) expect(said).toContain('\u001B[31m');
  }
  const json: string[] = [];
  const output = { write: (text: string) => json.push(text) };
  openTerminal(output, output, true).document({ name: HOSTILE });
  expect(json.join('')).not.toMatch(/[\u0080-\u009F\u202E]/);
  expect(JSON.parse(json.join(''))).toEqual({ name: HOSTILE });
});

test('a table of 200,000 rows is a table', () => {
  const rows = Array.from({ length: 200_000 }, (_, index) => [`author.package${index}`, 'x']);
  expect(table(rows)[0]).toBe('author.package0       x');
});
