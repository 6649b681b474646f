import { message } from '../../../../../preload/messages/index.ts';
import type { FileEntry } from '../../../scan/entry.ts';
import { foldAlike } from '../../fold-alike.ts';
import { publishedEntries } from '../../published.ts';
import type { Rule, RuleFinding } from '../../rule.ts';

const PROGRAMS: ReadonlySet<string> = new Set(['exe', 'msi', 'appimage', 'jar']);
/** Endings of programs that texts and data have as well. */
const PERHAPS_PROGRAMS: ReadonlySet<string> = new Set(['com', 'scr']);
const SCRIPTS: ReadonlySet<string> = new Set(['bat', 'cmd', 'ps1', 'vbs', 'sh', 'command']);
const LEAST_PROGRAM = 64;
/** What a macOS framework holds is a library, whatever its name. */
const IN_FRAMEWORK = /\.framework\//i;
const ANY_EXECUTE_BIT = 0o111;

export const executables: Rule = {
  id: 'executables',
  async check(context) {
    if (context.packageType === 'executable') return [];
    const programs: RuleFinding[] = [];
    const scripts: RuleFinding[] = [];
    for (const entry of await publishedEntries(context)) {
      const { path, link } = entry;
      // Most files are neither by their names, and are passed over without waiting.
      const doubt = link === undefined ? doubtAbout(entry) : 'nothing';
      if (doubt === 'nothing' || IN_FRAMEWORK.test(path)) continue;
      if (doubt === 'script') {
        // No user notices a script that nothing runs; the rules of the registry speak of programs. Where nothing is an add-on it is one of a program.
        if (context.detection.candidates.length === 0) continue;
        scripts.push({ severity: 'note', path, message: message('executables.script') });
      } else if (doubt === 'program' || (await context.contents.isProgram(entry).catch(() => false))) {
        programs.push({ severity: 'warning', path, message: message('executables.program') });
      }
    }
    return [
      ...foldAlike(programs, (count, examples) => message('executables.programs', count, examples)),
      ...foldAlike(scripts, (count, examples) => message('executables.scripts', count, examples)).map((finding) => ({
        ...finding,
        why: message('executables.whyScript'),
        key: `script ${finding.key ?? ''}`,
      })),
    ];
  },
};

/** What a name says; only files that may be run are opened: on Windows none has the bit, and names tell there. */
function doubtAbout({ path, mode, size }: FileEntry): 'nothing' | 'script' | 'program' | 'look' {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  if (dot < 0) return (mode & ANY_EXECUTE_BIT) !== 0 && size >= LEAST_PROGRAM ? 'look' : 'nothing';
  const ending = name.slice(dot + 1).toLowerCase();
  if (SCRIPTS.has(ending)) return 'script';
  if (PROGRAMS.has(ending)) return 'program';
  return PERHAPS_PROGRAMS.has(ending) && size >= LEAST_PROGRAM ? 'look' : 'nothing';
}
