import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openGitCarrier } from '../../../main/destinations/carriers/git/git.ts';
import { textSource } from '../../../main/destinations/carriers/source.ts';
import { tempFolder } from '../../temp-folder.ts';
import { useAuthorsGit } from '../peers/authors-git.ts';
import { git, gitMissing, makeBare } from '../peers/git-http.ts';
import { call, someBytes } from './contract.ts';

describe.skipIf(process.platform === 'win32' || gitMissing())('A branch whose large files LFS keeps', () => {
  useAuthorsGit();

  test('what LFS keeps counts by its own size and content', async () => {
    const remote = makeBare(join(tempFolder(), 'addon.git'));
    const { uploads, work } = lfsStandIn();
    const content = someBytes(5000).toString('hex');
    const open = async (folder: string) => {
      const carrier = await openGitCarrier({ remote, branch: 'release', folder }, work, call());
      onTestFinished(() => carrier.dispose());
      return carrier;
    };
    const root = await open('');
    await root.write('.gitattributes', textSource('*.bin filter=lfs diff=lfs merge=lfs -text\n'), call());
    await root.commit('What LFS keeps', call());
    const first = await open('depot');
    await first.write('a b.bin', textSource(content), call());
    await first.write('small.txt', textSource('y'.repeat(130)), call());
    await first.commit('1.0.0', call());
    expect(git(remote, 'show', 'release:depot/a b.bin')).toMatch(/^version https:\/\/git-lfs/);
    expect(readdirSync(uploads)).toHaveLength(1);
    for (const carrier of [first, await open('depot')]) {
      const listed = (await carrier.list(call())).map(({ path, size }) => [path, size]).sort();
      expect(listed).toEqual([
        ['a b.bin', 10_000],
        ['small.txt', 130],
      ]);
      expect((await carrier.stat('a b.bin', call()))?.hash).toMatchObject({ algorithm: 'sha256' });
      expect(Buffer.from((await carrier.read('a b.bin', 20_000, call())) ?? []).toString()).toBe(content);
    }
  });
});

/** What git-lfs does for us, without its server: content goes into a folder before a push. */
function lfsStandIn() {
  const folder = tempFolder();
  const [uploads, work] = [join(folder, 'uploads'), join(folder, 'work')];
  mkdirSync(uploads);
  const program = `#!/bin/sh
store="$(git rev-parse --git-dir)/lfs"
mkdir -p "$store"
case "$1" in
  install) git config filter.lfs.clean 'git-lfs clean -- %f'; git config filter.lfs.required true ;;
  clean)
    cat > "$store/new"
    sum=$(sha256sum < "$store/new" | cut -d ' ' -f 1)
    size=$(wc -c < "$store/new" | tr -d ' ')
    mv "$store/new" "$store/$sum"
    printf 'version https://git-lfs.github.com/spec/v1\\noid sha256:%s\\nsize %s\\n' "$sum" "$size" ;;
  smudge)
    sum=$(sed -n 's/^oid sha256://p')
    cat "$store/$sum" 2> /dev/null || cat '${uploads}'"/$sum" ;;
  pre-push) cat > /dev/null; cp "$store"/* '${uploads}/' ;;
esac
`;
  writeFileSync(join(folder, 'git-lfs'), program, { mode: 0o755 });
  vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
  return { uploads, work };
}
