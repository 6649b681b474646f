import { isPartOfTools, markerOf } from '../detect/markers.ts';
import { codeKind } from '../detect/plugin-code.ts';
import { isBuildOutput } from '../detect/plugin-layout.ts';
import type { FileEntry } from '../scan/entry.ts';
import { onceFor, textReader } from './once.ts';
import { programCode } from './program-code.ts';
import type { PreflightContext } from './rule.ts';
import { saslScript } from './sasl-scripts.ts';
import { isOnlySceneryProject } from './scenery-project.ts';

/** X-Plane's own, which comes with sources of its own: its folder, and its units for Pascal, which tell of XPluginStart. */
const SDK = /(?:^|\/)(?:[^/]*sdk[^/]*\/|(?:XPLM|XPWidget|XPStandardWidgets|XPUIGraphics)\w*\.pas$)/i;
const MOST_READ = 80;
const MOST_BYTES = 1024 * 1024;

const readerOf = textReader(codeKind);

/** Whether there is nothing to install yet: only what a plugin, a scenery or a program is made from. Many rules ask. */
export const isOnlySource = onceFor(lookForSource);

async function lookForSource(context: PreflightContext): Promise<boolean> {
  const { scan, detection } = context;
  if (detection.candidates.length > 0) return false;
  if (isOnlySceneryProject(scan, detection) || programCode(context) !== undefined) return true;
  if ((await saslScript(context)) !== undefined) return true;
  return (await pluginSource(context)) !== undefined;
}

interface FoundSource {
  readonly path: string;
  /** Whether it is the one X-Plane would call, and not code that plugins are built with. */
  readonly isPlugin: boolean;
}

/** The source X-Plane would call; else what uses X-Plane nearest to the top: what lies deeper is often a library of somebody else. */
export async function pluginSource({ scan, contents, signal }: PreflightContext): Promise<FoundSource | undefined> {
  const sources = scan.entries.filter(
    ({ path, size, link }) =>
      link === undefined &&
      size <= MOST_BYTES &&
      markerOf(path) === 'source' &&
      !isBuildOutput(path) &&
      !SDK.test(path),
  );
  const depth = ({ path }: FileEntry) => path.split('/').length + (isPartOfTools(path) ? MOST_READ : 0);
  const read = readerOf(contents);
  let first: FoundSource | undefined;
  for (const entry of sources.toSorted((a, b) => depth(a) - depth(b)).slice(0, MOST_READ)) {
    signal?.throwIfAborted();
    const found = await read(entry);
    if (found === 'plugin') return { path: entry.path, isPlugin: true };
    if (found === 'code') first ??= { path: entry.path, isPlugin: false };
  }
  return first;
}
