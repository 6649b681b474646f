import { createReadStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { crc32 } from 'node:zlib';
import { reasonOf, saidOf } from '../../../../preload/messages/index.ts';
import { depotPathKey } from '../../../../protocol/index.ts';
import { CarrierError } from '../../carriers/carrier-error.ts';
import { openFolderCarrier } from '../../carriers/folder.ts';
import type { DepotAnswer, DepotSource, FileFacts } from './source.ts';

/** A depot on a disk of this machine. Names are compared as a server would: capital letters count. */
export async function openFolderSource(folder: string): Promise<DepotSource> {
  const root = resolve(folder);
  const carrier = await openFolderCarrier(root);
  let names: Promise<ReadonlyMap<string, string>> | undefined;

  function known(signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
    names ??= carrier.list({ signal }).then((files) => {
      const map = new Map<string, string>();
      for (const { path } of files) map.set(depotPathKey(path), path);
      for (const { path } of files) map.set(`=${path}`, path);
      return map;
    });
    return names;
  }

  async function read(name: string, atMost: number, signal: AbortSignal): Promise<DepotAnswer> {
    try {
      const map = await known(signal);
      // As a server sees it, also where the disk makes nothing of capital letters.
      if (!map.has(`=${name}`)) return { kind: 'absent', there: map.get(depotPathKey(name)) };
      const bytes = await carrier.read(name, atMost, { signal });
      return bytes === undefined ? { kind: 'absent' } : { kind: 'file', bytes };
    } catch (cause) {
      if (!(cause instanceof CarrierError) || cause.code === 'cancelled') throw cause;
      return { kind: cause.code === 'too_large' ? 'too_large' : 'fault', said: saidOf(cause.error) };
    }
  }

  return {
    name: root,
    url: undefined,
    atOnce: 4,
    read,
    async facts(path, size, signal): Promise<FileFacts> {
      const map = await known(signal);
      if (!map.has(`=${path}`)) {
        const other = map.get(depotPathKey(path));
        return other === undefined ? { kind: 'absent' } : { kind: 'other_case', path: other };
      }
      let seen = 0;
      let sum = 0;
      try {
        for await (const chunk of createReadStream(join(root, path), { signal })) {
          seen += chunk.length;
          if (seen > size) return { kind: 'longer' };
          sum = crc32(chunk, sum);
        }
      } catch (cause) {
        signal.throwIfAborted();
        return { kind: 'fault', said: reasonOf(cause) };
      }
      return { kind: 'file', size: seen, crc32: sum };
    },
    async list(signal) {
      return [...(await known(signal)).entries()].filter(([key]) => key.startsWith('=')).map(([, path]) => path);
    },
    close() {},
  };
}
