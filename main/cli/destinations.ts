import { resolve } from 'node:path';
import { writeProjectFile } from '../addon/index.ts';
import { type Command, JSON_OPTION, text } from './command.ts';
import { EXIT, UsageError } from './exit-codes.ts';
import { table } from './format.ts';
import { readProject } from './read-project.ts';
import { REGISTRY_OPTIONS } from './terminal-app.ts';

export const destinations: Command = {
  usage: 'DIR [--add JSON | --remove NAME | --test NAME [--trust FINGERPRINT]] [--json]',
  help: [
    'They stand in loadmaster.json, without secrets, so they travel with the folder. For example:',
    '  --add \'{"kind":"skunkcrafts","name":"updates","url":"https://...","place":{"carrier":"folder","path":"../depot"}}\'',
    '  --add \'{"kind":"folder","name":"backup","place":{"carrier":"folder","path":"/mnt/share/plane"}}\'',
    '  --add \'{"kind":"zip","name":"forum","path":"../out"}\'',
    '  --add \'{"kind":"xpkg","name":"registry","registry":"local"}\'',
    '  --add \'{"kind":"static-site","name":"site","registry":"local","url":"https://...","place":{"carrier":"git",...}}\'',
    '  --add \'{"kind":"github","name":"github","owner":"me","repository":"plane"}\'',
    'Other places than "folder": git (remote, branch), sftp and ftp (host, user, folder), webdav (url, user),',
    's3 (bucket, and as needed folder, endpoint, region, accessKey, publicRead).',
    'A password or token is read from the environment: LOADMASTER_SECRET_ and the name in capitals, or `secretEnv`.',
    '`--test` goes there and changes nothing; `loadmaster release DIR --dry-run` says what a release would change.',
  ],
  options: {
    ...JSON_OPTION,
    add: { type: 'string', says: 'a destination, as it is written in loadmaster.json', value: 'JSON' },
    remove: { type: 'string', says: 'take this one out; what was released there stays', value: 'NAME' },
    data: REGISTRY_OPTIONS.data,
    test: { type: 'string', says: 'go to the place of this one and look, changing nothing', value: 'NAME' },
    trust: {
      type: 'string',
      says: 'with --test: the server with this fingerprint is the right one',
      value: 'FINGERPRINT',
    },
  },
  words: { least: 1, most: 1 },
  async run(context) {
    const { terminal, words, options } = context;
    const folder = resolve(words[0] ?? '');
    const { project } = await readProject(folder);
    let raw = project.destinations ?? [];
    const { readDestinations } = await import('../destinations/index.ts');
    const added = text(options, 'add');
    const removed = text(options, 'remove');
    if (added !== undefined) {
      const next = [...raw, parse(added)];
      const [fault] = readDestinations(next).faults;
      if (fault !== undefined) throw new UsageError(fault);
      raw = next;
    }
    if (removed !== undefined) {
      if (!raw.some(({ name }) => name === removed)) throw new UsageError(`There is no destination "${removed}".`);
      raw = raw.filter(({ name }) => name !== removed);
    }
    if (added !== undefined || removed !== undefined) await writeProjectFile(folder, { ...project, destinations: raw });
    const { settings, faults } = readDestinations(raw);
    const tested = text(options, 'test');
    if (tested !== undefined) {
      const one = settings.find(({ name }) => name === tested);
      if (one === undefined) throw new UsageError(`There is no destination "${tested}".`);
      const { testPlace } = await import('./test-place.ts');
      return testPlace(one, folder, context);
    }
    terminal.document({ destinations: settings, faults });
    for (const row of table(settings.map(({ name, kind }) => [name, kind]))) terminal.line(row);
    for (const fault of faults) terminal.line(terminal.paint('red', fault));
    if (settings.length === 0 && faults.length === 0) terminal.line('No destinations yet.');
    return faults.length > 0 ? EXIT.failed : EXIT.done;
  },
};

function parse(text: string): { kind: string; name: string } {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError('--add takes a destination as JSON.');
  }
}
