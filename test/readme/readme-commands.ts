import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const REPOSITORY = join(import.meta.dirname, '..', '..');

/** The commands of README that stand under `<!-- run: NAME -->`, as they would be typed. */
export function readmeCommands(name: string): string {
  const text = readFileSync(join(REPOSITORY, 'README.md'), 'utf8');
  const found = text.match(new RegExp(`<!-- run: ${name} -->\\n+\`\`\`sh\\n([\\s\\S]*?)\\n\`\`\``));
  if (!found?.[1]) throw new Error(`README has no commands under "run: ${name}".`);
  return found[1];
}
