interface DdsWish {
  readonly width: number;
  readonly height: number;
  /** A number of DXGI_FORMAT, or the four letters that stood in its place before. */
  readonly format: number | string;
  readonly levels?: number;
  readonly data: Uint8Array;
}

export function makeDds({ width, height, format, levels = 1, data }: DdsWish): Buffer {
  const header = Buffer.alloc(typeof format === 'number' ? 148 : 128);
  header.write('DDS ', 'latin1');
  for (const [at, value] of [
    [4, 124],
    [8, 0x21007],
    [12, height],
    [16, width],
    [28, levels],
    [76, 32],
    [80, 4],
    [108, 0x1000],
  ] as const) {
    header.writeUInt32LE(value, at);
  }
  header.write(typeof format === 'number' ? 'DX10' : format, 84, 'latin1');
  if (typeof format === 'number') {
    header.writeUInt32LE(format, 128);
    header.writeUInt32LE(3, 132);
    header.writeUInt32LE(1, 140);
  }
  return Buffer.concat([header, data]);
}

interface MaskedWish {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly masks: readonly [red: number, green: number, blue: number, alpha: number];
  readonly data: Uint8Array;
}

/** A texture that is not compressed. */
export function makeMaskedDds({ width, height, bits, masks, data }: MaskedWish): Buffer {
  const file = makeDds({ width, height, format: '\0\0\0\0', data });
  file.writeUInt32LE(masks[3] === 0 ? 0x40 : 0x41, 80);
  file.writeUInt32LE(bits, 88);
  for (const [at, mask] of masks.entries()) file.writeUInt32LE(mask >>> 0, 92 + at * 4);
  return file;
}
