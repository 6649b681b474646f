import { message } from '../../../../preload/messages/index.ts';
import { markerOf } from '../../detect/markers.ts';
import { isBuildOutput } from '../../detect/plugin-layout.ts';
import type { FileEntry } from '../../scan/entry.ts';
import { remembered } from '../../scan/remembered.ts';
import type { FileContents } from '../file-contents.ts';
import type { Rule } from '../rule.ts';
import { onlySceneryProject } from '../scenery-project.ts';

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
  async check({ scan, detection, contents, signal }) {
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
    const sources = scan.entries.filter(
      ({ path, size, link }) =>
        link === undefined &&
        size <= MOST_BYTES &&
        markerOf(path) === 'source' &&
        !isBuildOutput(path) &&
        !SDK_FOLDER.test(path),
    );
    const read = readerOf(contents);
    for (const entry of sources.slice(0, MOST_READ)) {
      signal?.throwIfAborted();
      if (!(await read(entry))) continue;
      return [
        {
          severity: 'warning',
          path: entry.path,
          message: message('source-only.plugin'),
        },
      ];
    }
    return [];
  },
};

function readerOf(contents: FileContents): (entry: FileEntry) => Promise<boolean> {
  const known = readers.get(contents);
  if (known) return known;
  const made = remembered(async (entry) => PLUGIN_SOURCE.test((await contents.text(entry)) ?? ''));
  readers.set(contents, made);
  return made;
}
