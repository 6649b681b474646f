import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { fault, message } from '../../../preload/messages/index.ts';
import { isPackageType, PACKAGE_TYPES, type PackageType } from '../../../protocol/index.ts';
import type { LayOut, Rehearsal } from '../../install/index.ts';
import { SEVERITY_STYLE } from '../check/severity-style.ts';
import { type Command, type CommandContext, JSON_OPTION, text } from '../command.ts';
import { CommandFault, EXIT, type ExitCode, UsageError } from '../exit-codes.ts';
import { readAddon } from '../folder/read-addon.ts';
import { bytes, countsLine } from '../output/format.ts';
import { say } from '../output/say.ts';
import { findingText, sayMessage } from '../output/say-main.ts';
import { REGISTRY_OPTIONS } from '../terminal-app.ts';
import { openFromRegistry } from './try-from-registry.ts';
import type { TrySource } from './try-source.ts';

/** More lines than this are no longer read; --json has all of them. */
const FILES_SHOWN = 40;

export const tryInstall: Command = {
  usage: 'DIR | ZIP | PACKAGE@VERSION [--last DIR|ZIP] [--into DIR] [--json]',
  options: {
    ...JSON_OPTION,
    ...REGISTRY_OPTIONS,
    id: { type: 'string', value: 'ID' },
    type: { type: 'string', value: 'TYPE', choices: PACKAGE_TYPES },
    last: { type: 'string', value: 'DIR|ZIP' },
    into: {
      type: 'string',
      value: 'DIR',
    },
  },
  words: { least: 1, most: 1 },
  async run(context) {
    const { FolderInUse, rehearse } = await import('../../install/index.ts');
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
  throw new UsageError(say().try.noSource(what));
}

async function openFolder(
  { options, signal }: CommandContext,
  folder: string,
  folderName: string,
  close: () => Promise<void>,
): Promise<TrySource> {
  const [{ packageFromFolder }, { depotRules }] = await Promise.all([
    import('../../install/index.ts'),
    import('../../destinations/index.ts'),
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
  const { ArchiveRefused, openArchiveToTry } = await import('../../install/index.ts');
  const { options, signal } = context;
  try {
    const opened = await openArchiveToTry(file, {
      packageId: text(options, 'id'),
      packageType: readType(text(options, 'type')),
      signal,
    });
    const { layOut, folder, folderName, close } = opened;
    if (layOut !== undefined) return { layOut, folderName, close };
    context.terminal.note(say().try.notForRegistry);
    return openFolder(context, folder, folderName, close);
  } catch (cause) {
    if (!(cause instanceof ArchiveRefused)) throw cause;
    throw new CommandFault(EXIT.failed, fault('archive_refused.because', cause.said));
  }
}

function readType(type: string | undefined): PackageType | undefined {
  if (type === undefined || isPackageType(type)) return type;
  throw new UsageError(say().frame.oneOf('--type', PACKAGE_TYPES.join(', ')));
}

function show({ terminal }: CommandContext, rehearsal: Rehearsal): ExitCode {
  const { findings, steps, keptIn } = rehearsal;
  const count = (severity: string): number => findings.filter((finding) => finding.severity === severity).length;
  const counts = { error: count('error'), warning: count('warning'), note: count('note') };
  terminal.document({ ...rehearsal, keptIn: keptIn ?? null, counts });
  for (const { step, summary, files, found, findings: said } of steps) {
    terminal.line(`${say().try.steps[step]}: ${sayMessage(summary, step)}`);
    if (step === 'install') {
      for (const { path, size } of files.slice(0, FILES_SHOWN))
        terminal.line(terminal.paint('dim', `  ${path}  ${bytes(size)}`));
      if (files.length > FILES_SHOWN)
        terminal.line(terminal.paint('dim', `  ${say().frame.andMore(files.length - FILES_SHOWN)}`));
    }
    for (const { kind, path } of found)
      terminal.line(`  ${say().try.xplaneFinds(sayMessage(message('evidence.kindAlone', kind), kind), path)}`);
    for (const finding of said) {
      const line = `  ${say().severity[finding.severity]}  ${findingText(finding)}`;
      terminal.line(terminal.paint(SEVERITY_STYLE[finding.severity], line));
    }
  }
  if (keptIn !== undefined) terminal.line(say().try.kept(keptIn));
  terminal.line();
  terminal.line(countsLine(counts));
  return counts.error > 0 ? EXIT.failed : EXIT.done;
}
