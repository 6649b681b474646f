import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { optionText } from '../../main/cli/command.ts';
import { COMMANDS } from '../../main/cli/commands.ts';
import { speak } from '../../main/cli/output/say.ts';
import { LANGUAGES } from '../../preload/contract/languages.ts';
import { tempFolder } from '../temp-folder.ts';
import { runInProcess } from './run-cli.ts';

const german = { env: { LANG: 'de_AT.UTF-8' } };

test.each([
  [{ LANG: 'de_DE.UTF-8' }, 'Aufruf:'],
  [{ LC_MESSAGES: 'de_DE', LANG: 'en_US.UTF-8' }, 'Aufruf:'],
  [{ LC_ALL: 'de', LC_MESSAGES: 'en_US', LANG: 'en_US' }, 'Aufruf:'],
  [{ LC_ALL: '', LC_MESSAGES: '', LANG: 'de' }, 'Aufruf:'],
  [{ LC_ALL: 'C', LANG: 'de_DE.UTF-8' }, 'usage:'],
  [{ LC_MESSAGES: 'fr_FR.UTF-8', LANG: 'de_DE.UTF-8' }, 'usage:'],
  [{}, 'usage:'],
])('the system decides the language: %j', async (env, begins) => {
  const { stdout } = await runInProcess(['help'], { env });
  expect(stdout.startsWith(begins)).toBe(true);
});

test.each([
  ['../../../etc/passwd', 'usage:'],
  ['de/../../../etc', 'usage:'],
  ['__proto__', 'usage:'],
  ['constructor', 'usage:'],
  ['\u001b]0;a title\u0007', 'usage:'],
  ['x'.repeat(1_000_000), 'usage:'],
  ['DE_AT@euro', 'Aufruf:'],
])('a language of the system is one that is spoken here or none, and no way to a file: %.40j', async (LANG, begins) => {
  const { exit, stdout } = await runInProcess(['help'], { env: { LANG } });
  expect([exit, stdout.startsWith(begins)]).toEqual([0, true]);
});

test('a language that is asked for in escape sequences is refused in text that can be seen', async () => {
  const { exit, stderr } = await runInProcess(['help', '--lang', '\u001b]0;a title\u0007\u009b31m\u202e']);
  expect(exit).toBe(2);
  expect(stderr).toContain('There is no language');
  for (const sign of ['\u001b', '\u0007', '\u009b', '\u202e']) expect(stderr).not.toContain(sign);
});

test('--lang beats the system, wherever it stands', async () => {
  for (const args of [
    ['--lang', 'de', 'check', '--help'],
    ['check', '--lang=de', '--help'],
    ['check', '--help', '--lang', 'de_CH.UTF-8'],
  ]) {
    const { exit, stdout } = await runInProcess(args, { env: { LC_ALL: 'en_GB.UTF-8' } });
    expect(exit, args.join(' ')).toBe(0);
    expect(stdout, args.join(' ')).toContain('Aufruf: loadmaster check DIR');
  }
  const english = await runInProcess(['help', '--lang', 'en'], german);
  expect(english.stdout).toContain('usage: loadmaster');
});

test('a language it does not speak is a wrong call, and so is none', async () => {
  const unknown = await runInProcess(['help', '--lang', 'xx']);
  expect(unknown).toMatchObject({ exit: 2, stderr: expect.stringContaining('There is no language "xx": en, de.') });
  expect(await runInProcess(['help', '--lang'])).toMatchObject({ exit: 2 });
  expect(JSON.parse((await runInProcess(['rules', '--json', '--lang', 'xx'])).stdout)).toMatchObject({
    error: { code: 'usage' },
  });
});

test.each(LANGUAGES)('%s says what every command and every option of it does', async (language) => {
  await speak(language);
  const silent: string[] = [];
  for (const { name, load } of COMMANDS) {
    const { options } = await load();
    for (const option of [...Object.keys(options), 'help', 'lang'])
      if (optionText(name, option) === '') silent.push(`${name} --${option}`);
  }
  expect(silent).toEqual([]);
});

test('no line of the help in German is one of the help in English', async () => {
  for (const { name } of COMMANDS) {
    const [own, other] = await both([name, '--help']);
    expect(sameWords(own, other), name).toEqual([]);
  }
});

test('a check says everything in German: what, where, why and the way to mend it', async () => {
  const folder = join(tempFolder(), 'mess');
  expect((await runInProcess(['sample', 'mess', folder], german)).stdout).toContain('Ein Beispiel (mess) liegt in');
  const [own, other] = await both(['check', folder]);
  expect(own.split('\n').length).toBe(other.split('\n').length);
  expect(sameWords(own, other)).toEqual([]);
  expect(own).toMatch(/\d+ Fehler, \d+ Warnung/);
  const [fixes, fixesInEnglish] = await both(['check', folder, '--fix']);
  expect(sameWords(fixes, fixesInEnglish)).toEqual([]);
  expect(fixes).toMatch(/^würde +/m);
});

test('what programs read is the same in every language', async () => {
  const folder = join(tempFolder(), 'mess');
  await runInProcess(['sample', 'mess', folder]);
  for (const as of [['--json'], ['--format', 'junit'], ['--format', 'sarif'], ['--format', 'github']]) {
    const call = ['check', folder, ...as];
    const [own, other] = await both(call);
    expect(own, as.join(' ')).toBe(other);
  }
});

test('what a zip or a folder is found to be is told in German', async () => {
  const folder = join(tempFolder(), 'plane');
  await runInProcess(['sample', 'aircraft', folder]);
  const file = join(tempFolder(), 'no.zip');
  writeFileSync(file, 'x'.repeat(100));
  const verified = await runInProcess(['verify', file], german);
  expect(verified.stdout).toContain('not_a_zip: Das ist kein Zip, oder sein Ende fehlt.');
  symlinkSync('README.txt', join(folder, 'link.txt'));
  const packed = await runInProcess(['pack', folder, '--out', join(tempFolder(), 'a.zip')], german);
  expect(packed.stderr).toContain('link.txt: Links sind in einem Paket verboten.');
});

test.each([
  [['chekc'], 'Es gibt keinen Befehl „chekc“. Meintest du check?'],
  [['check'], 'In diesem Aufruf fehlt etwas.'],
  [['check', '.', '--jsno'], 'Es gibt keine Option --jsno. Meintest du --json?'],
  [['check', '.', '--id'], '--id braucht einen Wert.'],
  [['check', '.', '--fix=all'], '--fix nimmt keinen Wert.'],
  [['check', '/nowhere/at/all'], '/nowhere/at/all ist nicht da.'],
  [['pack', '.'], '--out fehlt'],
  [['rules', 'compare', '1'], 'Schreib: rules version TEXT'],
])('a wrong call is answered in German: %j', async (args, sentence) => {
  const { stdout, stderr } = await runInProcess(args, german);
  expect(stderr + stdout).toContain(sentence);
});

async function both(args: readonly string[]): Promise<readonly [german: string, english: string]> {
  return [(await runInProcess(args, german)).stdout, (await runInProcess(args)).stdout];
}

/** Lines of words that are the same in both: names, paths and calls are none. */
function sameWords(own: string, other: string): readonly string[] {
  const lines = new Set(other.split('\n'));
  return own
    .split('\n')
    .filter((line) => lines.has(line) && !/^ *(?:loadmaster|--add|"versions")/.test(line))
    .filter((line) => (line.replaceAll(/\S*[./:"'{]\S*/g, '').match(/\b[a-z]{3,}\b/g) ?? []).length >= 3);
}
