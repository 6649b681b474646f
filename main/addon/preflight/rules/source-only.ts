import { message } from '../../../../preload/messages/index.ts';
import { isPartOfTools, markerOf } from '../../detect/markers.ts';
import { isBuildOutput } from '../../detect/plugin-layout.ts';
import type { FileEntry } from '../../scan/entry.ts';
import { remembered } from '../../scan/remembered.ts';
import type { FileContents } from '../file-contents.ts';
import type { PreflightContext, Rule } from '../rule.ts';
import { isOnlySceneryProject, onlySceneryProject } from '../scenery-project.ts';

/** Every plugin uses these names, in whatever language it is written. */
const PLUGIN_SOURCE = /\bXPluginStart\b|\bXPLM[A-Z]\w+|\bXPLM_[A-Z]{2,}|\bxplm(?:_sys)?::|["/]xplm(?:\/|")/;
/** X-Plane's own, which comes with sources of its own. */
const SDK_FOLDER = /(?:^|\/)[^/]*sdk[^/]*\//i;
const MOST_READ = 80;
const MOST_BYTES = 1024 * 1024;

const readers = new WeakMap<FileContents, (entry: FileEntry) => Promise<boolean>>();

/** The source of a plugin or a scenery without the plugin or the scenery. */
export const sourceOnly: Rule = {
  id: 'source-only',
  async check(context) {
    const { scan, detection } = context;
    if (detection.candidates.length > 0) return [];
    const project = onlySceneryProject(scan, detection);
    if (project !== undefined) {
      return [
        {
          severity: 'warning',
          path: project.path,
          message: message('source-only.sceneryProject'),
          why: message('source-only.whySceneryProject'),
        },
      ];
    }
    const source = await pluginSource(context);
    return source === undefined
      ? []
      : [{ severity: 'warning', path: source.path, message: message('source-only.plugin') }];
  },
};

/** Whether there is nothing to install yet: only what a plugin or a scenery is made from. */
export async function isOnlySource(context: PreflightContext): Promise<boolean> {
  const { scan, detection } = context;
  if (detection.candidates.length > 0) return false;
  return isOnlySceneryProject(scan, detection) || (await pluginSource(context)) !== undefined;
}

/** The source of a plugin nearest to the top: what lies deeper is often a library of somebody else. */
async function pluginSource({ scan, contents, signal }: PreflightContext): Promise<FileEntry | undefined> {
  const sources = scan.entries.filter(
    ({ path, size, link }) =>
      link === undefined &&
      size <= MOST_BYTES &&
      markerOf(path) === 'source' &&
      !isBuildOutput(path) &&
      !SDK_FOLDER.test(path),
  );
  const depth = ({ path }: FileEntry) => path.split('/').length + (isPartOfTools(path) ? MOST_READ : 0);
  const read = readerOf(contents);
  for (const entry of sources.toSorted((a, b) => depth(a) - depth(b)).slice(0, MOST_READ)) {
    signal?.throwIfAborted();
    if (await read(entry)) return entry;
  }
  return undefined;
}

function readerOf(contents: FileContents): (entry: FileEntry) => Promise<boolean> {
  const known = readers.get(contents);
  if (known) return known;
  const made = remembered(async (entry) => PLUGIN_SOURCE.test((await contents.text(entry)) ?? ''));
  readers.set(contents, made);
  return made;
}
