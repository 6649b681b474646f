import { closeSync, openSync } from 'node:fs';
import { openAddon } from '../../main/addon/index.ts';

// Reads and watches a folder in a process that has run out of file handles, and gets some back after a while: node few-handles.ts ROOT

const [root = ''] = process.argv.slice(2);
const warm = openAddon({ folder: root }); // loads every module while there are handles
await warm.ready;
await warm.close();

const held: number[] = [];
try {
  for (;;) held.push(openSync('/dev/null', 'r'));
} catch {
  setTimeout(() => {
    for (const handle of held) closeSync(handle);
  }, 300);
}
const session = openAddon({ folder: root });
await session.ready;
const { scan, phase } = session.state;
process.stdout.write(
  JSON.stringify({ held: held.length > 0, phase, files: scan.entries.length, problems: scan.problems }),
);
await session.close();
