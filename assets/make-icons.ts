import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumArguments, findChromium } from '../test/chromium.ts';

// npm run icons: every icon of the three systems from icon.svg, drawn by the system's Chromium.

const ICNS_TYPES: Readonly<Record<number, string>> = {
  32: 'ic11',
  64: 'ic12',
  128: 'ic07',
  256: 'ic08',
  512: 'ic09',
  1024: 'ic10',
};
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
const LINUX_SIZES = [16, 32, 48, 64, 128, 256, 512];

async function drawAll(svg: string, sizes: readonly number[]): Promise<Map<number, Buffer>> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArguments() });
  try {
    const page = await browser.newPage();
    const drawn = new Map<number, Buffer>();
    for (const size of sizes) {
      await page.setViewportSize({ width: size, height: size });
      await page.setContent(`<style>*{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
      drawn.set(size, await page.screenshot({ omitBackground: true }));
    }
    return drawn;
  } finally {
    await browser.close();
  }
}

/** Windows: a header, a table of pictures, the pictures, each a PNG. 256 is written as 0. */
function ico(pictures: readonly (readonly [size: number, png: Buffer])[]): Buffer {
  const header = Buffer.alloc(6);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = 6 + 16 * pictures.length;
  const table = pictures.map(([size, png]) => {
    const row = Buffer.alloc(16);
    row.writeUInt8(size % 256, 0);
    row.writeUInt8(size % 256, 1);
    row.writeUInt16LE(1, 4);
    row.writeUInt16LE(32, 6);
    row.writeUInt32LE(png.length, 8);
    row.writeUInt32LE(offset, 12);
    offset += png.length;
    return row;
  });
  return Buffer.concat([header, ...table, ...pictures.map(([, png]) => png)]);
}

/** macOS: a run of chunks, each with a type, its length, and a PNG. */
function icns(pictures: readonly (readonly [size: number, png: Buffer])[]): Buffer {
  const chunks = pictures.map(([size, png]) => chunk(ICNS_TYPES[size] ?? '', png));
  return chunk('icns', Buffer.concat(chunks));
}

function chunk(type: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([header, content]);
}

const here = import.meta.dirname;
const sizes = [...new Set([...Object.keys(ICNS_TYPES).map(Number), ...ICO_SIZES, ...LINUX_SIZES])];
const drawn = await drawAll(await readFile(join(here, 'icon.svg'), 'utf8'), sizes);
const of = (wanted: readonly number[]): [number, Buffer][] =>
  wanted.map((size) => [size, drawn.get(size) ?? Buffer.alloc(0)]);

await mkdir(join(here, 'icons'), { recursive: true });
await writeFile(join(here, 'icon.ico'), ico(of(ICO_SIZES)));
await writeFile(join(here, 'icon.icns'), icns(of(Object.keys(ICNS_TYPES).map(Number))));
for (const [size, png] of of(LINUX_SIZES)) await writeFile(join(here, 'icons', `${size}x${size}.png`), png);
console.log(`${drawn.size} sizes drawn into ${here}`);
