import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Conf from 'conf';
import { openApp } from '../../main/app/open-app.ts';
import { systemClock } from '../../main/app/shell.ts';
import { createEmitters } from '../../main/bridge/index.ts';
import { sessionVault } from '../../main/settings/index.ts';
import { LOCAL_CONNECTION_ID, type Outcome, type Submission } from '../../preload/contract.ts';
import { makeFolder } from '../make-folder.ts';

// Writes test/upgrade/fixture-<version>/: everything that today's Loadmaster keeps between two runs. Run it once for each
// change of a format, before the change, and add a line to upgrade.test.ts.

export const FIXTURE = join(import.meta.dirname, 'fixture-1');

const work = makeFolder('fixture');
const addon = join(work, 'addon');
mkdirSync(addon);
writeFileSync(join(addon, 'library.txt'), 'A\n800\nLIBRARY\n');
writeFileSync(join(addon, 'install.ska'), 'COPY @default TO /"Custom Scenery"/$(@packageName)\n');
writeFileSync(join(addon, 'loadmaster.json'), '{"version":1,"packageId":"fixture.library"}\n');

const data = join(work, 'kept');
const ended = Promise.withResolvers<void>();
const emit = createEmitters({ send: () => {}, onFault: () => {}, checkPayload: false });
const app = await openApp({
  shell: 'browser',
  version: '0.1.0',
  paths: { data, cache: join(data, 'archives'), logs: join(work, 'logs'), downloads: work, home: work },
  store: new Conf({ cwd: data, configName: 'settings' }),
  secrets: sessionVault(),
  clock: systemClock,
  threaded: false,
  watch: false,
  notify: () => {},
  openers: { openExternal: async () => {}, openPage: async () => false },
  emit: {
    ...emit,
    publish: {
      ...emit.publish,
      changed: (submission: Submission) => {
        if (submission.state.phase === 'processed') ended.resolve();
      },
    },
  },
});
const { handlers } = app;
await handlers.settings.update({ theme: 'dark', historyLimit: 77 });
const { id: addonId } = must(await handlers.addons.add({ folder: addon }));
const target = { addonId, connectionId: LOCAL_CONNECTION_ID };
must(
  await handlers.packages.create({
    connectionId: LOCAL_CONNECTION_ID,
    packageId: 'fixture.library',
    packageName: 'Fixture Library',
    packageType: 'scenery',
    description: 'A library that was published long ago.',
  }),
);
const { draft } = must(await handlers.publish.startRelease(target));
must(await handlers.publish.submit({ ...target, draft, dryRun: false }));
await ended.promise;
must(await handlers.publish.keepDraft({ ...target, draft: { ...draft, packageVersion: '2.', notes: 'half typed' } }));
await app.close();

rmSync(FIXTURE, { recursive: true, force: true });
cpSync(data, FIXTURE, { recursive: true });
// Where the add-on was says nothing to anybody else.
const settings = join(FIXTURE, 'settings.json');
writeFileSync(settings, readFileSync(settings, 'utf8').replaceAll(addon, '/an add-on/long gone'));
rmSync(work, { recursive: true });
process.stdout.write(`${FIXTURE} is written; its add-on was ${addonId}.\n`);

function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}
