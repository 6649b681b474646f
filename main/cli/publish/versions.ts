import { fault } from '../../../preload/messages/index.ts';
import { normalizePackageId, normalizeVersion } from '../../../protocol/index.ts';
import { type Command, JSON_OPTION, text } from '../command.ts';
import { CommandFault, EXIT, UsageError } from '../exit-codes.ts';
import { bytes, table } from '../output/format.ts';
import { expectOk } from '../output/outcome.ts';
import { say } from '../output/say.ts';
import { sayCode } from '../output/say-main.ts';
import { REGISTRY_OPTIONS, withApp } from '../terminal-app.ts';

export const versions: Command = {
  usage: 'PACKAGE [VERSION --installation-file FILE | VERSION --package-file FILE] [--json]',
  options: {
    ...JSON_OPTION,
    ...REGISTRY_OPTIONS,
    'installation-file': { type: 'string', value: 'FILE' },
    'package-file': { type: 'string', value: 'FILE' },
  },
  words: { least: 1, most: 2 },
  run: (context) =>
    withApp(context, async ({ handlers, connection, saveNextTo }) => {
      const { terminal, options, words } = context;
      const packageId = readPackageId(words[0] ?? '');
      const version = readVersion(words[1]);
      const installation = text(options, 'installation-file');
      const packageFile = text(options, 'package-file');
      if (installation !== undefined || packageFile !== undefined) {
        if (version === undefined) throw new UsageError(say().versions.sayWhich);
        const name = { connectionId: connection.id, packageId, version };
        const saved: Record<string, unknown> = {};
        if (installation !== undefined) {
          saveNextTo(installation);
          saved.installationFile = expectOk(await handlers.packages.saveInstallationFile(name));
        }
        if (packageFile !== undefined) {
          saveNextTo(packageFile);
          saved.packageFile = expectOk(await handlers.packages.savePackageFile(name));
        }
        terminal.document(saved);
        for (const path of [installation, packageFile])
          if (path !== undefined) terminal.line(say().versions.saved(path));
        return EXIT.done;
      }
      const found = expectOk(await handlers.packages.get({ connectionId: connection.id, packageId }));
      if (!found) throw new CommandFault(EXIT.failed, fault('no_package.cli', packageId));
      const shown = version === undefined ? found.versions : found.versions.filter((one) => one.version === version);
      terminal.document({ ...found, versions: shown });
      const rows = shown.map((one) => [
        one.version,
        one.status,
        bytes(one.size),
        say().count.downloads(one.downloads),
        sayCode(one.status).sentence,
      ]);
      for (const row of table(rows)) terminal.line(row);
      if (rows.length === 0) terminal.line(say().versions.none);
      return EXIT.done;
    }),
};

/** Known before anything is asked: the original server never answers to what is no id. */
export function readPackageId(text: string): string {
  const id = normalizePackageId(text);
  if (!id.ok) throw new UsageError(say().frame.notPackageId(text));
  return id.value.partial;
}

export function readVersion(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const version = normalizeVersion(text);
  if (!version.ok) throw new UsageError(say().frame.notVersion(text));
  return version.value.canonical;
}
