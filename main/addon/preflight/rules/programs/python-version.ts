import { message } from '../../../../../preload/messages/index.ts';
import { isPartOfTools, markerOf } from '../../../detect/markers.ts';
import { pythonFacts, pythonTwoScripts } from '../../../detect/python-version.ts';
import { textReader } from '../../once.ts';
import type { Rule } from '../../rule.ts';

const readerOf = textReader(pythonFacts);

/** Scripts from the time of X-Plane 9 to 11, when Python 2 ran them: XPPython3 refuses them with a line in its log. */
export const pythonVersion: Rule = {
  id: 'python-version',
  concerns: (path) => /\.py$/i.test(path),
  async check({ scan, contents, detection }) {
    // Beside something else a script of Python is a tool, or runs only where somebody has an old X-Plane.
    if (detection.kind !== 'xppython3' && detection.candidates.length > 0) return [];
    const files = scan.entries.filter(
      ({ path, link }) => link === undefined && /\.py$/i.test(path) && !isPartOfTools(path),
    );
    const [scripts = [], modules = []] = [true, false].map((wanted) =>
      files.filter(({ path }) => (markerOf(path) === 'python') === wanted),
    );
    const found = await pythonTwoScripts(scripts, modules, readerOf(contents));
    return found.map(({ script, path, line, text }) => ({
      severity: 'warning' as const,
      path: script,
      message: message('python-version.two', path === script ? '' : path, line, text),
    }));
  },
};
