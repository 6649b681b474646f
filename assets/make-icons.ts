import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { chromiumArguments, findChromium } from '../test/chromium.ts';

// npm run icons: every icon of the three systems and the pictures of the installers, drawn by the system's Chromium.
// icon.svg is the icon, icon-small.svg what is left of it where there is no room; the aircraft in all of them is that of
// renderer/drawings/outline.ts (a test compares them).

const here = import.meta.dirname;
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
/** Up to so many pixels the small drawing is the clearer one. */
const SMALL = 32;

interface Size {
  readonly width: number;
  readonly height: number;
}

async function draw(page: Page, svg: string, { width, height }: Size): Promise<Buffer> {
  await page.setViewportSize({ width, height });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
  return page.screenshot({ omitBackground: true });
}

async function drawIcons(page: Page, sizes: readonly number[]): Promise<Map<number, Buffer>> {
  const [large, small] = [await drawing('icon'), await drawing('icon-small')];
  const drawn = new Map<number, Buffer>();
  for (const size of sizes) {
    drawn.set(size, await draw(page, size > SMALL ? large : small, { width: size, height: size }));
  }
  return drawn;
}

function drawing(name: string): Promise<string> {
  return readFile(join(here, `${name}.svg`), 'utf8');
}

/** NSIS shows bitmaps only: three bytes a pixel, blue first, the lowest line first, each padded to four bytes. */
async function bitmap(page: Page, png: Buffer, { width, height }: Size): Promise<Buffer> {
  const pixels = await page.evaluate(readPixels, png.toString('base64'));
  const stride = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + stride * height);
  file.write('BM', 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  file.writeUInt32LE(stride * height, 34);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [red = 0, green = 0, blue = 0] = pixels.slice((y * width + x) * 4, (y * width + x) * 4 + 3);
      file.set([blue, green, red], 54 + (height - 1 - y) * stride + x * 3);
    }
  }
  return file;
}

/** Runs in the page. */
async function readPixels(base64: string): Promise<number[]> {
  const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
  const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
  if (!context) throw new Error('the browser draws nothing');
  context.drawImage(picture, 0, 0);
  return [...context.getImageData(0, 0, picture.width, picture.height).data];
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

/** What NSIS and the Finder ask for. */
const SIDEBAR: Size = { width: 164, height: 314 };
const HEADER: Size = { width: 150, height: 57 };
const DISK: Size = { width: 540, height: 380 };

async function drawInstallers(page: Page): Promise<void> {
  for (const [name, size] of [
    ['installer-sidebar', SIDEBAR],
    ['installer-header', HEADER],
  ] as const) {
    const png = await draw(page, await drawing(name), size);
    await writeFile(join(here, `${name}.bmp`), await bitmap(page, png, size));
  }
  const disk = await drawing('dmg-background');
  await writeFile(join(here, 'dmg-background.png'), await draw(page, disk, DISK));
  const twice = { width: DISK.width * 2, height: DISK.height * 2 };
  await writeFile(join(here, 'dmg-background@2x.png'), await draw(page, disk, twice));
}

async function run(): Promise<void> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArguments() });
  try {
    const page = await browser.newPage();
    const sizes = [...new Set([...Object.keys(ICNS_TYPES).map(Number), ...ICO_SIZES, ...LINUX_SIZES])];
    const drawn = await drawIcons(page, sizes);
    const of = (wanted: readonly number[]): [number, Buffer][] =>
      wanted.map((size) => [size, drawn.get(size) ?? Buffer.alloc(0)]);
    await mkdir(join(here, 'icons'), { recursive: true });
    await writeFile(join(here, 'icon.ico'), ico(of(ICO_SIZES)));
    await writeFile(join(here, 'icon.icns'), icns(of(Object.keys(ICNS_TYPES).map(Number))));
    for (const [size, png] of of(LINUX_SIZES)) await writeFile(join(here, 'icons', `${size}x${size}.png`), png);
    await drawInstallers(page);
    console.log(`${drawn.size} sizes and the pictures of the installers drawn into ${here}`);
  } finally {
    await browser.close();
  }
}

await run();
