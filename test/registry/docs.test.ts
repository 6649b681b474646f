import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { seedSchema } from '../../main/registry/seed.ts';
import { startRegistry } from '../../main/registry/start.ts';
import { openRegistry, temporaryFolder } from './support/local-registry.ts';

const page = readFileSync(new URL('../../docs/local-registry.md', import.meta.url), 'utf8');
function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'))].map((match) => match[1] ?? '');
}

function missingTool(): string | null {
  for (const tool of ['curl', 'zip', 'unzip']) {
    try {
      execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' });
    } catch {
      return tool;
    }
  }
  return null;
}

/** What differs from run to run, under the names the page gives it. */
function withoutChance(output: string, url: string): string {
  return output
    .replaceAll(url, 'URL')
    .replace(/xpkg_[\w-]{43}/g, 'TOKEN')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'UUID')
    .replace(/\b[0-9a-f]{64}\b/g, 'HASH')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'DATE')
    .replace(/"(size|installedSize|usedStorage)":\d+/g, '"$1":N');
}

test('every command of docs/local-registry.md prints what the page says', async ({ skip }) => {
  const missing = missingTool();
  if (missing !== null) return skip(`${missing} is not installed here.`);
  const registry = await openRegistry({ seed: undefined });
  const commands = blocks('console').flatMap((block) => block.split(/^\$ /m).slice(1));
  // One shell for all, so that variables and files last; a mark tells the outputs apart.
  const script = commands.map((command) => `${command.split('\n')[0]}\necho '<end>'`).join('\n');
  const env = { PATH: process.env.PATH, URL: registry.url, TOKEN: registry.firstRun?.token };
  const run = promisify(execFile);
  const { stdout } = await run('sh', ['-c', script], { cwd: await temporaryFolder(), env });
  const outputs = withoutChance(stdout, registry.url).split('<end>\n');
  for (const [index, command] of commands.entries()) {
    const [line, ...expected] = command.trimEnd().split('\n');
    expect(`${line}\n${outputs[index]?.trimEnd()}`).toBe(`${line}\n${expected.join('\n')}`);
  }
  expect(commands.length).toBeGreaterThan(20);
});

test('the seed of the page is one the registry takes, and names every field there is', async () => {
  const seed = JSON.parse(blocks('json')[0] ?? '') as object;
  expect(seedSchema.parse(seed)).toEqual(seed);
  const registry = await startRegistry({ dataDir: await temporaryFolder(), seed });
  await registry.close();
});
