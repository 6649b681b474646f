import type { PreflightContext, Rule, RuleFinding } from '../rule.ts';

const PROGRAM_NAME = /\.(exe|msi|bat|cmd|com|ps1|vbs|sh|command|appimage|jar|scr)$/i;
const LIBRARY_NAME = /\.(xpl|so|dll|dylib|lua|py)(\.\d+)*$/i;
const ANY_EXECUTE_BIT = 0o111;

export const executables: Rule = {
  id: 'executables',
  why: 'Programs are meant for packages of type executable; the rules forbid them elsewhere, and virus scanners stop them.',
  async check(context) {
    if (context.packageType === 'executable') return [];
    const findings: RuleFinding[] = [];
    for (const entry of context.scan.entries) {
      if (entry.link !== undefined || LIBRARY_NAME.test(entry.path)) continue;
      if (PROGRAM_NAME.test(entry.path) || (await isProgram(context, entry))) {
        findings.push({
          severity: 'warning',
          path: entry.path,
          message: 'This is a program. Does the add-on need it?',
        });
      }
    }
    return findings;
  },
};

/** Only files that may be run are opened: on Windows none has the bit, and names tell there. */
async function isProgram(
  { contents }: PreflightContext,
  entry: PreflightContext['scan']['entries'][number],
): Promise<boolean> {
  const name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
  if ((entry.mode & ANY_EXECUTE_BIT) === 0 || name.includes('.') || entry.size < 64) return false;
  return (await contents.program(entry).catch(() => undefined)) !== undefined;
}
