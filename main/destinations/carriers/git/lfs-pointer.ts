/** What lies in a branch in the place of content that LFS keeps elsewhere. */
export interface LfsPointer {
  readonly sha256: string;
  readonly size: number;
}

const POINTER =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:[\w.-]+ .*\n)*?oid sha256:([0-9a-f]{64})\nsize (\d+)\n/;
const LEAST_BYTES = 100;
const MOST_BYTES = 1024;

export function mayBePointer(size: number): boolean {
  return size >= LEAST_BYTES && size < MOST_BYTES;
}

export function readPointer(blob: Buffer): LfsPointer | undefined {
  const [, sha256, size] = POINTER.exec(blob.toString('latin1')) ?? [];
  return sha256 === undefined ? undefined : { sha256, size: Number(size) };
}

/** The answer of `cat-file --batch`: `hash kind size`, a line break, so many bytes, a line break. */
export function blobsIn(answer: Buffer): Map<string, Buffer> {
  const blobs = new Map<string, Buffer>();
  for (let at = 0; at < answer.length; ) {
    const end = answer.indexOf('\n', at);
    const [hash = '', , size] = answer.toString('latin1', at, end).split(' ');
    const from = end + 1;
    const to = from + Number(size);
    if (!(to <= answer.length)) break;
    blobs.set(hash, answer.subarray(from, to));
    at = to + 1;
  }
  return blobs;
}
