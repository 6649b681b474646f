import { fault } from '../../preload/messages/index.ts';
import { normalizePackageId, normalizeVersion, statusInfo } from '../../protocol/index.ts';
import { type Command, JSON_OPTION, text } from './command.ts';
import { CommandFault, EXIT, UsageError } from './exit-codes.ts';
import { bytes, table } from './format.ts';
import { expectOk } from './outcome.ts';
import { REGISTRY_OPTIONS, withApp } from './terminal-app.ts';

export const versions: Command = {
  usage: 'PACKAGE [VERSION --installation-file FILE | VERSION --package-file FILE] [--json]',
  help: ['The package file is checked against the hash the registry tells.'],
  options: {
    ...JSON_OPTION,
    ...REGISTRY_OPTIONS,
    'installation-file': { type: 'string', says: 'save the installation file here', value: 'FILE' },
    'package-file': { type: 'string', says: 'save the .xpkg here', value: 'FILE' },
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
        if (version === undefined)
          throw new UsageError('Say which version: versions PACKAGE VERSION --package-file FILE.');
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
        for (const path of [installation, packageFile]) if (path !== undefined) terminal.line(`Saved ${path}`);
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
        `${one.downloads} downloads`,
        statusInfo(one.status).sentence,
      ]);
      for (const row of table(rows)) terminal.line(row);
      if (rows.length === 0) terminal.line('There are no versions.');
      return EXIT.done;
    }),
};

/** Known before anything is asked: the original server never answers to what is no id. */
export function readPackageId(text: string): string {
  const id = normalizePackageId(text);
  if (!id.ok) throw new UsageError(`${text} is not a package id (${id.code}). It looks like author.package.`);
  return id.value.partial;
}

export function readVersion(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const version = normalizeVersion(text);
  if (!version.ok) throw new UsageError(`${text} is not a version (${version.code}).`);
  return version.value.canonical;
}
