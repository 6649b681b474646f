import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DestinationPlace, DestinationSettings } from '../../../preload/contract.ts';
import { maddeningProxy } from '../../destinations/chaos/fault-proxies.ts';
import { serveFolders } from '../../destinations/peers/web-folder.ts';
import { startRcloneWebdav } from '../../destinations/peers/webdav.ts';
import { openSftp } from './places.ts';
import { runTask } from './run.ts';
import { makeTree, pack } from './tree.ts';

export interface Large {
  readonly files: number;
  readonly sentMs: number;
  readonly sentMb: number;
  readonly plans: readonly {
    readonly by: string;
    readonly ms: number;
    readonly peakMb: number;
    readonly requests: number | undefined;
  }[];
}

const LOGIN = { user: 'author', password: 'secret' };

/** A depot of very many small files: sent over SFTP, then planned again without a change, there and over WebDAV. */
export async function measureLarge(base: string, files: number): Promise<Large | undefined> {
  const place = join(base, 'large');
  const dataFolder = join(base, 'data');
  for (const folder of [place, dataFolder]) mkdirSync(folder, { recursive: true });
  const sftp = await openSftp(place, dataFolder);
  if (sftp === undefined) return undefined;
  const dav = await startRcloneWebdav(place, LOGIN);
  let requests = 0;
  const counted = await maddeningProxy(
    () => dav.port,
    () => {
      requests++;
      return undefined;
    },
  );
  const web = await serveFolders({ depot: join(place, 'served', 'depot') });
  try {
    const root = join(base, 'many');
    makeTree(root, files, files * 200);
    const packed = await pack(root, join(base, 'many.zip'));
    const run = (at: DestinationPlace, secret: string | undefined, planOnly: boolean) => {
      const settings: DestinationSettings = { kind: 'skunkcrafts', name: 'place', url: `${web.url}depot/`, place: at };
      const journal = join(base, 'large.db');
      return runTask(base, { ...packed, version: '1.0.0', journal, dataFolder, settings, secret, planOnly });
    };
    const sent = await run(sftp.settings('depot'), undefined, false);
    const bySftp = await run(sftp.settings('depot'), undefined, true);
    const url = `http://127.0.0.1:${counted.port}/depot/`;
    const byDav = await run({ carrier: 'webdav', url, user: LOGIN.user }, LOGIN.password, true);
    rmSync(root, { recursive: true, force: true });
    return {
      files,
      sentMs: sent.done.ms,
      sentMb: sent.peakMb,
      plans: [
        { by: 'SFTP', ms: bySftp.done.ms, peakMb: bySftp.peakMb, requests: undefined },
        { by: 'WebDAV', ms: byDav.done.ms, peakMb: byDav.peakMb, requests },
      ],
    };
  } finally {
    await Promise.all([sftp.close(), dav.kill(), counted.close(), web.close()]);
  }
}
