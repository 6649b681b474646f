import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { fault, inWords } from '../../preload/messages/index.ts';
import { isPackageType, PACKAGE_TYPES, type PackageType } from '../../protocol/index.ts';
import type { LayOut, Rehearsal } from '../install/index.ts';
import { type Command, type CommandContext, JSON_OPTION, text } from './command.ts';
import { CommandFault, EXIT, type ExitCode, UsageError } from './exit-codes.ts';
import { bytes, plural } from './format.ts';
import { readAddon } from './read-addon.ts';
import { SEVERITY_STYLE } from './severity-style.ts';
import { REGISTRY_OPTIONS } from './terminal-app.ts';
import { openFromRegistry } from './try-from-registry.ts';
import type { TrySource } from './try-source.ts';

/** More lines than this are no longer read; --json has all of them. */
const FILES_SHOWN = 40;

export const tryInstall: Command = {
  usage: 'DIR | ZIP | PACKAGE@VERSION [--last DIR|ZIP] [--into DIR] [--json]',
  help: [
    'Runs the install script as the X-Pkg client would, says whether X-Plane would find the add-on where it lies, and',
    'what uninstalling leaves behind or takes too much. Where loadmaster.json names a SkunkCrafts depot, the first install and the',
    'update by its lists are tried too. Nothing outside of the throw-away folder is touched.',
    'Ends with 0 when no error was found (warnings and notes may be), with 1 when there are errors.',
  ],
  options: {
    ...JSON_OPTION,
    ...REGISTRY_OPTIONS,
    id: { type: 'string', says: 'try as this package id', value: 'ID' },
    type: { type: 'string', says: `the package type: ${PACKAGE_TYPES.join(', ')}`, value: 'TYPE' },
    last: { type: 'string', says: 'the version users have now; the upgrade from it is tried too', value: 'DIR|ZIP' },
    into: {
      type: 'string',
      says: 'keep the X-Plane folder with the installed add-on here (an empty folder)',
      value: 'DIR',
    },
  },
  words: { least: 1, most: 1 },
  async run(context) {
    const { FolderInUse, rehearse } = await import('../install/index.ts');
    const into = text(context.options, 'into');
    const source = await openSource(context, context.words[0] ?? '');
    const last = text(context.options, 'last');
    const before = last === undefined ? source.last : await openSource(context, last);
    try {
      const rehearsal = await rehearse({
        layOut: source.layOut,
        layOutLast: before?.layOut,
        earlier: source.earlier ?? [],
        folderName: source.folderName,
        depot: source.depot,
        ...(into !== undefined && { into: resolve(into) }),
        signal: context.signal,
      });
      return show(context, rehearsal);
    } catch (cause) {
      if (!(cause instanceof FolderInUse)) throw cause;
      throw new CommandFault(EXIT.usage, fault('folder_in_use.into', into ?? ''));
    } finally {
      await source.close();
      await before?.close();
    }
  },
};

async function openSource(context: CommandContext, what: string): Promise<TrySource> {
  const path = resolve(what);
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return openFolder(context, path, basename(path), async () => {});
  if (found?.isFile()) return openZip(context, path);
  if (/^[^@\s]+@[^@\s]+$/.test(what)) return openFromRegistry(context, what);
  throw new UsageError(`${what} is no folder, no file, and not written PACKAGE@VERSION.`);
}

async function openFolder(
  { options, signal }: CommandContext,
  folder: string,
  folderName: string,
  close: () => Promise<void>,
): Promise<TrySource> {
  const [{ packageFromFolder }, { depotRules }] = await Promise.all([
    import('../install/index.ts'),
    import('../destinations/index.ts'),
  ]);
  const addon = await readAddon(folder, signal, text(options, 'id'));
  const packageType = readType(text(options, 'type'));
  const layOut: LayOut = async (unpacked, mode) => {
    const laidOut = await packageFromFolder(addon, unpacked, mode, signal);
    return packageType === undefined ? laidOut : { ...laidOut, packageType };
  };
  return { layOut, folderName, depot: depotRules(addon.project.destinations), close };
}

async function openZip(context: CommandContext, file: string): Promise<TrySource> {
  const { ArchiveRefused, openArchiveToTry } = await import('../install/index.ts');
  const { options, signal } = context;
  try {
    const opened = await openArchiveToTry(file, {
      packageId: text(options, 'id'),
      packageType: readType(text(options, 'type')),
      signal,
    });
    const { layOut, folder, folderName, close } = opened;
    if (layOut !== undefined) return { layOut, folderName, close };
    context.terminal.note('This zip is not laid out for a registry; it is tried as the add-on folder it holds.');
    return openFolder(context, folder, folderName, close);
  } catch (cause) {
    if (!(cause instanceof ArchiveRefused)) throw cause;
    throw new CommandFault(EXIT.failed, fault('archive_refused.because', cause.message));
  }
}

function readType(type: string | undefined): PackageType | undefined {
  if (type === undefined || isPackageType(type)) return type;
  throw new UsageError(`--type is one of ${PACKAGE_TYPES.join(', ')}.`);
}

function show({ terminal }: CommandContext, rehearsal: Rehearsal): ExitCode {
  const { findings, steps, keptIn } = rehearsal;
  const count = (severity: string): number => findings.filter((finding) => finding.severity === severity).length;
  const counts = { error: count('error'), warning: count('warning'), note: count('note') };
  terminal.document({ ...rehearsal, counts });
  for (const { step, summary, files, found, findings: said } of steps) {
    terminal.line(`${step}: ${inWords(summary)}`);
    if (step === 'install') {
      for (const { path, size } of files.slice(0, FILES_SHOWN))
        terminal.line(terminal.paint('dim', `  ${path}  ${bytes(size)}`));
      if (files.length > FILES_SHOWN) terminal.line(terminal.paint('dim', `  and ${files.length - FILES_SHOWN} more`));
    }
    for (const { kind, path } of found) terminal.line(`  X-Plane finds: ${kind} ${path}`);
    for (const { severity, path, message } of said)
      terminal.line(
        terminal.paint(SEVERITY_STYLE[severity], `  ${severity}  ${path === undefined ? '' : `${path}: `}${message}`),
      );
  }
  if (keptIn !== null) terminal.line(`Kept in ${keptIn}`);
  terminal.line();
  terminal.line(
    [plural(counts.error, 'error'), plural(counts.warning, 'warning'), plural(counts.note, 'note')].join(', '),
  );
  return counts.error > 0 ? EXIT.failed : EXIT.done;
}
