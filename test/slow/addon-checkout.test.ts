import { execFileSync } from 'node:child_process';
import { expect, onTestFinished, test } from 'vitest';
import { openAddon, readIgnoreRules, scanAddon } from '../../main/addon/index.ts';
import { startFolderWatch, type WatchStrategy } from '../../main/addon/watch/folder-watch.ts';
import { tempFolder, writeFiles } from '../addon/folder.ts';

const FILES = 20_000;

test.each<WatchStrategy>(['folder-by-folder', 'whole'])(
  'a git checkout of 20,000 files ends in the right list, watched %s',
  async (strategy) => {
    const root = tempFolder({ 'plane.acf': 'a' });
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'gc.auto=0', ...words], {
        cwd: root,
      });
    git('init', '-q', '-b', 'small');
    git('add', '.');
    git('commit', '-q', '-m', 'one file');
    git('checkout', '-q', '-b', 'large');
    writeFiles(
      root,
      Object.fromEntries(Array.from({ length: FILES }, (_, at) => [`objects/part_${at % 200}/${at}.obj`, `${at}`])),
    );
    git('add', '.');
    git('commit', '-q', '-m', 'many files');
    git('checkout', '-q', 'small');

    const waiting = new Set<() => void>();
    const session = openAddon({
      folder: root,
      startWatch: (options) => startFolderWatch({ ...options, strategy }),
      onChange: () => {
        for (const look of waiting) look();
      },
    });
    onTestFinished(() => session.close());
    const until = (condition: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => void (condition() && resolve());
        waiting.add(look);
        look();
      });
    await until(() => session.state.watch.state === 'watching');
    git('checkout', '-q', 'large');
    await until(() => session.state.scan.entries.length === FILES + 1);
    git('checkout', '-q', 'small');
    await until(() => session.state.scan.entries.length === 1);
    git('checkout', '-q', 'large');
    await until(() => session.state.scan.entries.length === FILES + 1);
    writeFiles(root, { 'objects/part_7/later.obj': 'later' });
    await until(() => session.state.scan.entries.some(({ path }) => path === 'objects/part_7/later.obj'));
    await session.settled();
    expect(session.state.scan).toEqual(await scanAddon(root, { ignore: await readIgnoreRules(root) }));
    expect(session.state.watch).toEqual({ state: 'watching' });
  },
  300_000,
);
