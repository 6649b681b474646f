import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [red: number, green: number, blue: number];

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A picture that looks painted rather than empty: panel lines over a gradient with a little grain, always the same for the same seed. */
export function paintedPng(width: number, height: number, [red, green, blue]: Colour, seed: number): Buffer {
  const random = randomNumbers(seed);
  const rows = Buffer.alloc(height * (1 + width * 3));
  let at = 0;
  for (let y = 0; y < height; y++) {
    rows[at++] = 0; // no filter
    for (let x = 0; x < width; x++) {
      const line = x % 64 === 0 || y % 48 === 0 ? -48 : 0;
      const shade = Math.round((y / height - 0.5) * 40) + line + (random() & 15);
      rows[at++] = clamp(red + shade);
      rows[at++] = clamp(green + shade);
      rows[at++] = clamp(blue + shade);
    }
  }
  return encode(width, height, rows);
}

function encode(width: number, height: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits a channel, red green blue
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function clamp(value: number): number {
  return Math.max(0, Math.min(255, value));
}

/** Small whole numbers from a fixed seed: a sample must be the same on every machine. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 16;
  };
}
