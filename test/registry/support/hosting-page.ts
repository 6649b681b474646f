import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

// docs/hosting.md as somebody follows it: its commands and files, with the places and ports of a test in place of its own.

const page = readFileSync(new URL('../../../docs/hosting.md', import.meta.url), 'utf8');

export interface Section {
  readonly title: string;
  /** Everything indented as a command, in order. */
  readonly commands: readonly string[];
  /** Configuration files. */
  readonly json: readonly string[];
}

/** A section by the beginning of its title. */
export function sectionOf(begins: string): Section {
  const [, text] = page.split(`\n## ${begins}`);
  if (text === undefined) throw new Error(`docs/hosting.md has no section "${begins}"`);
  const [title = '', ...lines] = text.split(/\n##? /)[0]?.split('\n') ?? [];
  const body = lines.join('\n');
  return {
    title: begins + title,
    commands: lines.filter((line) => /^ {4}\S/.test(line)).map((line) => line.trim()),
    json: [...body.matchAll(/^```json\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? ''),
  };
}

/** The text with each of these replaced; one that does not stand in it is a mistake of the test. */
export function put(text: string, changes: Readonly<Record<string, string>>): string {
  return Object.entries(changes).reduce((now, [from, to]) => {
    if (!now.includes(from)) throw new Error(`"${from}" does not stand in: ${text}`);
    return now.replaceAll(from, to);
  }, text);
}

export interface Running {
  readonly child: ChildProcess;
  /** Until a line of either output matches. */
  line(wanted: RegExp): Promise<RegExpExecArray>;
}

/** Runs a command in a shell as a terminal would, until the test is over. */
export function runOn(command: string, env: NodeJS.ProcessEnv = {}): Running {
  // A group of its own, so that what npm starts ends with it.
  const child = spawn('sh', ['-c', command], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, ...env },
  });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.pid === undefined) return;
    const over = once(child, 'exit');
    process.kill(-child.pid, 'SIGKILL');
    await over;
  });
  const said: string[] = [];
  const waiting = new Set<() => void>();
  for (const output of [child.stdout, child.stderr]) {
    createInterface({ input: output }).on('line', (line) => {
      said.push(line);
      for (const look of waiting) look();
    });
  }
  child.once('close', () => {
    said.push(`(it ended with ${child.exitCode})`);
    for (const look of waiting) look();
  });
  return {
    child,
    line: (wanted) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = said.map((line) => wanted.exec(line)).find((match) => match !== null);
          if (found) resolve(found);
          else if (said.at(-1)?.startsWith('(it ended')) reject(new Error(`${command}\n${said.join('\n')}`));
          else return;
          waiting.delete(look);
        };
        waiting.add(look);
        look();
      }),
  };
}
