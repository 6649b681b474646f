import { realpath } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { fault } from '../../preload/messages/index.ts';
import { isWithin } from '../disk/index.ts';
import { CarrierError } from './carriers/carrier-error.ts';
import type { Release } from './destination.ts';

/** A release writes over what lies at a place, and deletes there what it does not hold any more: never the author's own work. */
export async function refuseOwnFolder(folder: string, base: string): Promise<void> {
  if ((await real(folder)) === (await real(base))) throw new CarrierError(fault('not_set_up.ownFolder', folder));
}

/** What is put into a folder of the add-on would be a part of the next release, which lies there as well, and so on. */
export async function refusePackedFolder(
  folder: string,
  { root, content }: Pick<Release, 'root' | 'content'>,
): Promise<void> {
  const [addon, place] = await Promise.all([root, folder].map(real));
  if (addon === undefined || place === undefined || !isWithin(place, addon)) return;
  const inner = relative(addon, place);
  if (inner === '') return refusePackedZip(content);
  const prefix = `${inner.split(sep).join('/')}/`;
  if (content.some(({ path }) => path.startsWith(prefix)))
    throw new CarrierError(fault('not_set_up.packedFolder', inner));
}

/** Of an earlier release, which lies in the add-on's folder with its text beside it. */
function refusePackedZip(content: Release['content']): void {
  const paths = new Set(content.map(({ path }) => path));
  for (const path of paths)
    if (path.endsWith('.zip') && paths.has(path.replace(/zip$/, 'bbcode.txt')))
      throw new CarrierError(fault('not_set_up.packedFolder', path), { path });
}

function real(folder: string): Promise<string> {
  return realpath(folder).catch(() => resolve(folder));
}
