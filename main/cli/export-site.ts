import { join, resolve } from 'node:path';
import { type ListedPackage, listedPackageSchema } from '../../protocol/index.ts';
import { systemClock } from '../app/shell.ts';
import { downloadPackage, keyFingerprint, type RegistryClient, type Reply } from '../publish/index.ts';
import type { ExportSource } from '../static-registry/index.ts';
import { type Command, JSON_OPTION, text } from './command.ts';
import { CommandFault, EXIT } from './exit-codes.ts';
import { plural } from './format.ts';
import { REGISTRY_OPTIONS, withApp } from './terminal-app.ts';

export const exportSite: Command = {
  usage: 'DIR [--registry WHERE] [--name NAME] [--description TEXT] [--json]',
  help: [
    'DIR can then be copied to any web space, pushed to a branch that a host shows as pages, or synchronised to a bucket.',
    'Its address is a registry for Loadmaster: it can be read, not published to. Only what the registry shows to everybody',
    'gets into it. Run again, it fetches only what is new and takes away what is gone.',
  ],
  examples: ['export-site public', 'export-site public --registry https://registry.example.org --name "Club registry"'],
  options: {
    ...JSON_OPTION,
    ...REGISTRY_OPTIONS,
    name: { type: 'string', says: 'what the site calls itself', value: 'NAME' },
    description: { type: 'string', says: 'one sentence below the name', value: 'TEXT' },
  },
  words: { least: 1, most: 1 },
  run: (context) =>
    withApp(context, async ({ publicClient, dataFolder }) => {
      const { terminal, words, options, signal } = context;
      const { exportRegistry, loadSigningKey, StaticRegistryFault } = await import('../static-registry/index.ts');
      const folder = resolve(words[0] ?? '');
      // Without a token: the registry itself keeps back what is not for everybody.
      const client = await publicClient();
      try {
        const meta = expectReply(await client.meta({ signal }));
        const made = await exportRegistry({
          folder,
          source: sourceOf(client, signal),
          about: {
            name: text(options, 'name') ?? meta.name,
            identifier: meta.identifier ?? '',
            description: text(options, 'description') ?? meta.description ?? '',
          },
          key: await loadSigningKey(join(dataFolder, 'site-key.pem')),
          now: () => systemClock.now(),
          signal,
          onFile: (packageId, version) => terminal.note(`Fetching ${packageId} ${version}`),
        });
        const { publicKey, withoutFile, ...counts } = made;
        const fingerprint = keyFingerprint(publicKey);
        terminal.document({ folder, ...counts, withoutFile, fingerprint });
        for (const name of withoutFile)
          terminal.note(`${name} is left out: the registry keeps no file of it, so nobody could install it.`);
        terminal.line(
          made.changed
            ? `${folder} holds ${plural(made.packages, 'package')} with ${plural(made.versions, 'version')}; ${plural(made.added, 'file')} new, ${made.removed} removed.`
            : `${folder} is up to date: ${plural(made.packages, 'package')} with ${plural(made.versions, 'version')}.`,
        );
        terminal.line(`Signed with the key ${fingerprint}.`);
        return EXIT.done;
      } catch (cause) {
        if (cause instanceof StaticRegistryFault)
          throw new CommandFault(EXIT.failed, cause.code, cause.message, cause.hint);
        throw cause;
      }
    }),
};

function sourceOf(client: RegistryClient, signal: AbortSignal): ExportSource {
  return {
    async packages() {
      return expectReply(await client.publicPackages({ signal })).map(listed);
    },
    async file(packageId, version) {
      const { loc, hash } = expectReply(await client.info({ packageId, version }, null, { signal }));
      return loc && hash ? { location: loc, hash: hash.toLowerCase() } : undefined;
    },
    async download({ location, hash }, savedTo) {
      const saved = await downloadPackage({ location, hash, savedTo, registryUrl: client.baseUrl, signal });
      if (!saved.ok) throw new CommandFault(EXIT.failed, saved.error.code, saved.error.message, saved.error.hint);
    },
  };
}

/** Read strictly, unlike for a picker: what is said of a version in an export is signed. */
function listed(found: unknown): ListedPackage {
  const read = listedPackageSchema.safeParse(found);
  if (read.success) return read.data;
  const where = read.error.issues[0]?.path.join('.') ?? '';
  throw new CommandFault(
    EXIT.failed,
    'bad_answer',
    `The registry's list of packages has something unreadable at ${where}.`,
  );
}

function expectReply<T>(reply: Reply<T>): T {
  if (reply.kind === 'ok') return reply.value;
  const { code, message, hint } = reply.error;
  throw new CommandFault(reply.kind === 'refused' ? EXIT.refused : EXIT.open, code, message, hint);
}
