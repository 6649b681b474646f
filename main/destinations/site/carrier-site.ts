import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Site } from '../../static-registry/index.ts';
import type { Carrier, FileSource } from '../carriers/carrier.ts';
import { textSource } from '../carriers/source.ts';
import type { DestinationCall } from '../destination.ts';
import { ownFolder } from '../own-folder.ts';

/** An index of a registry with tens of thousands of versions; a page is far below. */
const MOST_TEXT_BYTES = 256 * 1024 * 1024;

/** A site at a place that a carrier writes to. A package file is fetched into `workFolder`, sent, and let go. */
export function carrierSite(carrier: Carrier, name: string, workFolder: string, call: DestinationCall): Site {
  return {
    name,
    list: async () => new Map((await carrier.list(call)).map(({ path, size }) => [path, size])),
    async read(path) {
      const bytes = await carrier.read(path, MOST_TEXT_BYTES, call);
      return bytes && Buffer.from(bytes).toString('utf8');
    },
    write: (path, text) => carrier.write(path, textSource(text), call),
    async receive(path, fetch) {
      const folder = await ownFolder(workFolder, 'site');
      try {
        const file = join(folder, 'package');
        await fetch(file);
        const source = await fileSource(file);
        await carrier.write(path, source, call);
        return source.size;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    remove: (path) => carrier.delete(path, call),
  };
}

async function fileSource(file: string): Promise<FileSource> {
  const { size } = await stat(file);
  let sum = 0;
  for await (const chunk of createReadStream(file)) sum = crc32(chunk, sum);
  return { size, crc32: sum, open: (offset = 0) => createReadStream(file, { start: offset }) };
}
