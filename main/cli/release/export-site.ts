import { resolve } from 'node:path';
import { LANGUAGES, type Language } from '../../../preload/contract/languages.ts';
import { systemClock } from '../../app/shell.ts';
import { keyFingerprint } from '../../publish/index.ts';
import { type Command, JSON_OPTION, text } from '../command.ts';
import { CommandFault, EXIT, UsageError } from '../exit-codes.ts';
import { say } from '../output/say.ts';
import { REGISTRY_OPTIONS, withApp } from '../terminal-app.ts';

export const exportSite: Command = {
  usage: 'DIR [--registry WHERE] [--name NAME] [--description TEXT] [--language LANGUAGE] [--json]',
  examples: ['export-site public', 'export-site public --registry https://registry.example.org --name "Club registry"'],
  options: {
    ...JSON_OPTION,
    ...REGISTRY_OPTIONS,
    name: { type: 'string', value: 'NAME' },
    description: { type: 'string', value: 'TEXT' },
    language: { type: 'string', value: 'LANGUAGE', choices: LANGUAGES },
  },
  words: { least: 1, most: 1 },
  run: (context) =>
    withApp(context, async ({ publicClient, sites }) => {
      const { terminal, words, options, signal } = context;
      const { aboutRegistry, exportRegistry, folderSite, registrySource, SourceFault, StaticRegistryFault } =
        await import('../../static-registry/index.ts');
      const folder = resolve(words[0] ?? '');
      const language = languageIn(text(options, 'language'));
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
          language,
          key: await sites.key(),
          now: () => systemClock.now(),
          signal,
          onFile: (packageId, version) => terminal.note(say().site.fetching(packageId, version)),
        });
        const { publicKey, withoutFile, ...counts } = made;
        const fingerprint = keyFingerprint(publicKey);
        terminal.document({ folder, ...counts, withoutFile, fingerprint });
        const { site, count } = say();
        for (const name of withoutFile) terminal.note(site.leftOut(name));
        const holds = [folder, count.packages(made.packages), count.versions(made.versions)] as const;
        terminal.line(
          made.changed ? site.holds(...holds, count.files(made.added), made.removed) : site.upToDate(...holds),
        );
        terminal.line(site.signed(fingerprint));
        return EXIT.done;
      } catch (cause) {
        if (cause instanceof SourceFault) throw new CommandFault(cause.refused ? EXIT.refused : EXIT.open, cause.error);
        if (cause instanceof StaticRegistryFault) throw new CommandFault(EXIT.failed, cause.error);
        throw cause;
      }
    }),
};

/** Of the pages: files cannot ask each reader. */
function languageIn(said: string | undefined): Language | undefined {
  const known = LANGUAGES.find((language) => language === said);
  if (known === undefined && said !== undefined) {
    throw new UsageError(say().frame.noLanguage(said, LANGUAGES.join(', ')));
  }
  return known;
}
