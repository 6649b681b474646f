import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

export type StartMark = 'ready' | 'window asked' | 'first paint' | 'services ready' | 'interactive';

export interface StartMarks {
  mark(name: StartMark): void;
  readonly lines: readonly string[];
}

/** When each step of the start was reached, in milliseconds since the process began; each once, the first time. */
export function startMarks(say: (line: string) => void): StartMarks {
  const seen = new Set<StartMark>();
  const lines: string[] = [];
  return {
    mark(name) {
      if (seen.has(name)) return;
      seen.add(name);
      const line = `start: ${name} at ${Math.round(performance.now())} ms`;
      lines.push(line);
      say(line);
    },
    lines,
  };
}

/** The last start, for a report: a packaged app has no terminal to say it in. */
export async function keepMarks(folder: string, { lines }: StartMarks): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'start.log'), `${lines.join('\n')}\n`);
}
