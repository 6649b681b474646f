/** Writes the 16 pixels of one block as red, green, blue and alpha. */
export type DecodeBlock = (bytes: Uint8Array, at: number, pixels: Uint8Array) => void;

/** How the pixels of a texture are kept: in blocks of four by four, or one by one with a mask for each channel. */
export type TexelFormat = BlockFormat | PlainFormat;

export interface BlockFormat {
  readonly kind: 'blocks';
  readonly name: string;
  readonly blockBytes: 8 | 16;
  readonly decode: DecodeBlock;
}

export interface PlainFormat {
  readonly kind: 'plain';
  readonly name: string;
  readonly pixelBytes: number;
  readonly masks: readonly [red: number, green: number, blue: number, alpha: number];
}
