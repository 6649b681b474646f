import { once } from 'node:events';
import { request } from 'node:http';

// An upload as the registry's clients send it, without what a client does besides.

export const TOKEN = 'bench-token';
// As long as those clients make.
const BOUNDARY = '--------------------------515890814546601021194782';

export const FIELDS = {
  packageId: 'bench.package',
  xpSelection: '*',
  isPublic: 'true',
  isPrivate: 'false',
  isStored: 'true',
  dependencies: '[]',
  incompatibilities: '[]',
  supportsMacOS: 'true',
  supportsWindows: 'true',
  supportsLinux: 'true',
};

/** Sends an upload whose file is what `chunks` yields; resolves with the milliseconds until the 204. */
export async function upload(
  { url }: { readonly url: string },
  version: string,
  size: number,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<number> {
  const part = (name: string, rest: string) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${rest}`;
  const texts = Object.entries({ ...FIELDS, packageVersion: version });
  const head = `${texts.map(([name, value]) => part(name, `\r\n\r\n${value}\r\n`)).join('')}${part('file', '; filename="x.zip"\r\n\r\n')}`;
  const tail = `\r\n--${BOUNDARY}--\r\n`;
  const begun = performance.now();
  const sending = request(`${url}/packages/upload`, {
    method: 'POST',
    headers: {
      Authorization: TOKEN,
      'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`,
      'Content-Length': head.length + size + tail.length,
    },
  });
  const answered = once(sending, 'response');
  sending.write(head);
  for await (const chunk of chunks) if (!sending.write(chunk)) await once(sending, 'drain');
  sending.end(tail);
  const [response] = await answered;
  const took = performance.now() - begun;
  response.resume();
  if (response.statusCode !== 204) throw new Error(`The upload was answered with ${response.statusCode}`);
  return took;
}

export function* repeated(chunk: Uint8Array, bytes: number): Generator<Uint8Array> {
  for (let left = bytes; left > 0; left -= chunk.length) yield left < chunk.length ? chunk.subarray(0, left) : chunk;
}
