import { message } from '../../../../preload/messages/index.ts';
import { foldAlike } from '../fold-alike.ts';
import { publishedEntries } from '../published.ts';
import type { PreflightContext, Rule, RuleFinding } from '../rule.ts';

const PROGRAM_NAME = /\.(exe|msi|appimage|jar)$/i;
/** Endings of programs that texts and data have as well. */
const PERHAPS_PROGRAM = /\.(?:com|scr)$/i;
const SCRIPT_NAME = /\.(bat|cmd|ps1|vbs|sh|command)$/i;
/** What a macOS framework holds is a library, whatever its name. */
const IN_FRAMEWORK = /\.framework\//i;
const LIBRARY_NAME = /\.(xpl|so|dll|dylib|lua|py)(\.\d+)*$/i;
const ANY_EXECUTE_BIT = 0o111;

export const executables: Rule = {
  id: 'executables',
  async check(context) {
    if (context.packageType === 'executable') return [];
    const programs: RuleFinding[] = [];
    const scripts: RuleFinding[] = [];
    for (const { path, link, ...entry } of await publishedEntries(context)) {
      if (link !== undefined || LIBRARY_NAME.test(path) || IN_FRAMEWORK.test(path)) continue;
      if (SCRIPT_NAME.test(path)) {
        scripts.push({
          severity: 'warning',
          path,
          message: message('executables.script'),
        });
      } else if (PROGRAM_NAME.test(path) || (await isProgram(context, { path, ...entry }))) {
        programs.push({ severity: 'warning', path, message: message('executables.program') });
      }
    }
    return [
      ...foldAlike(programs, (count, examples) => message('executables.programs', count, examples)),
      ...foldAlike(scripts, (count, examples) => message('executables.scripts', count, examples)).map((finding) => ({
        ...finding,
        key: `script ${finding.key ?? ''}`,
      })),
    ];
  },
};

/** Only files that may be run are opened: on Windows none has the bit, and names tell there. */
async function isProgram(
  { contents }: PreflightContext,
  entry: PreflightContext['scan']['entries'][number],
): Promise<boolean> {
  const name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
  const mayBeRun = (entry.mode & ANY_EXECUTE_BIT) !== 0 && !name.includes('.');
  if (!(mayBeRun || PERHAPS_PROGRAM.test(name)) || entry.size < 64) return false;
  return contents.isProgram(entry).catch(() => false);
}
