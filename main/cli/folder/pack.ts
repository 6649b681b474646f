import { resolve } from 'node:path';
import { fault } from '../../../preload/messages/index.ts';
import { normalizePackageId } from '../../../protocol/index.ts';
import { divideForPackage, PROJECT_FILE } from '../../addon/index.ts';
import type { ArchivePlan } from '../../archive/index.ts';
import { type Command, type CommandContext, JSON_OPTION, text } from '../command.ts';
import { CommandFault, EXIT, UsageError } from '../exit-codes.ts';
import { bytes, duration, progressLine } from '../output/format.ts';
import { say } from '../output/say.ts';
import { sayMessage } from '../output/say-main.ts';
import { saveMemoryFor } from '../very-many-files.ts';
import { readAddon } from './read-addon.ts';

export const pack: Command = {
  usage: 'DIR --out FILE [--id ID] [--level 1|6] [--no-cache] [--json]',
  options: {
    ...JSON_OPTION,
    id: { type: 'string', value: 'ID' },
    out: { type: 'string', value: 'FILE' },
    level: { type: 'string', value: '1|6' },
    'no-cache': { type: 'boolean' },
  },
  words: { least: 1, most: 1 },
  async run({ terminal, signal, words, options }) {
    const out = text(options, 'out');
    if (out === undefined) throw new UsageError(say().pack.noOut);
    const level = readLevel(text(options, 'level'));
    const id = text(options, 'id');
    if (id !== undefined && !normalizePackageId(id).ok) throw new UsageError(say().frame.notPackageId(id));
    const { plan, packageId } = await planFolder(words[0] ?? '', id, { terminal, signal });
    const { ArchiveError, buildArchive } = await import('../../archive/index.ts');
    try {
      const built = await buildArchive(plan, {
        out: resolve(out),
        level,
        signal,
        ...(options['no-cache'] !== true && { previous: resolve(out) }),
        onProgress: (progress) => terminal.progress(progressLine(progress)),
      });
      terminal.endProgress();
      terminal.document({ ...built, packageId, level });
      const t = say().pack;
      const reused = built.reusedBytes > 0 ? `, ${t.reused(bytes(built.reusedBytes))}` : '';
      const files = say().count.files(built.files);
      const packed = t.packed(files, bytes(built.bytes), bytes(built.size), duration(built.durationMs / 1000));
      terminal.line(`${built.path}`);
      terminal.line(`${packed}${reused}`);
      terminal.line(`sha256 ${built.sha256}`);
      return EXIT.done;
    } catch (cause) {
      if (!(cause instanceof ArchiveError)) throw cause;
      throw new CommandFault(signal.aborted ? EXIT.cancelled : EXIT.failed, cause.error);
    }
  },
};

/** By itself, so that what was only read to make the plan is let go before the archive is built. */
async function planFolder(
  folder: string,
  id: string | undefined,
  { terminal, signal }: Pick<CommandContext, 'terminal' | 'signal'>,
): Promise<{ readonly plan: ArchivePlan; readonly packageId: string }> {
  const addon = await readAddon(folder, signal, id);
  const { planArchive } = await import('../../archive/index.ts');
  saveMemoryFor('pack', addon.scan.entries.length);
  const parts = divideForPackage(addon.scan, addon.project);
  if (parts.missing.length > 0) {
    for (const missing of parts.missing) terminal.note(say().pack.notThere(missing, PROJECT_FILE));
    throw new CommandFault(EXIT.failed, fault('missing_part.folder'));
  }
  const plan = planArchive({
    root: addon.folder,
    entries: parts.content,
    folders: parts.contentFolders,
    ...parts,
    packageId: addon.packageId,
  });
  if (!plan.ok) {
    for (const refusal of plan.refusals)
      terminal.note(
        `${refusal.path ? `${refusal.path}: ` : ''}${sayMessage(refusal.said.message, refusal.message)} (${refusal.code})`,
      );
    throw new CommandFault(EXIT.failed, { ...fault('not_packable.asIs'), ...codeOf(plan.refusals) });
  }
  return { plan: plan.plan, packageId: addon.packageId };
}

export function readLevel(level = '6'): 1 | 6 {
  if (level === '1') return 1;
  if (level === '6') return 6;
  throw new UsageError(say().pack.levels);
}

/** A script asks for the code of what stands in the way. */
function codeOf([first]: readonly { readonly code: string }[]): { readonly code?: string } {
  return first === undefined ? {} : { code: first.code };
}
