import { resolve } from 'node:path';
import { systemClock } from '../app/shell.ts';
import { keyFingerprint } from '../publish/index.ts';
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
    withApp(context, async ({ publicClient, sites }) => {
      const { terminal, words, options, signal } = context;
      const { aboutRegistry, exportRegistry, folderSite, registrySource, SourceFault, StaticRegistryFault } =
        await import('../static-registry/index.ts');
      const folder = resolve(words[0] ?? '');
      // Without a token: the registry itself keeps back what is not for everybody.
      const client = await publicClient();
      try {
        const about = await aboutRegistry(client, signal);
        const made = await exportRegistry({
          site: folderSite(folder),
          source: registrySource(client, signal),
          about: {
            ...about,
            name: text(options, 'name') ?? about.name,
            description: text(options, 'description') ?? about.description,
          },
          key: await sites.key(),
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
        if (cause instanceof SourceFault) throw new CommandFault(cause.refused ? EXIT.refused : EXIT.open, cause.error);
        if (cause instanceof StaticRegistryFault) throw new CommandFault(EXIT.failed, cause.error);
        throw cause;
      }
    }),
};
