// The numbers every archive's bytes depend on. Changing one changes the bytes of the same files, so each belongs to FORMAT.

// Names the layout in the manifest: an archive built under another one is no cache for this one.
export const FORMAT = 'loadmaster-archive/1';

// A file is compressed in blocks of this size, so that one file can use every core. Joining them costs five bytes each.
export const BLOCK_BYTES = 256 << 10;

// What deflate can look back on: the end of one block is the dictionary of the next.
export const WINDOW_BYTES = 32 << 10;

// Up to here the compressed file waits in memory, so that its header can tell sizes and CRC; above, they follow the data.
export const STREAM_BYTES = 16 << 20;

// A block is stored when its samples shrink by less than this share.
export const WORTHWHILE_GAIN = 0.02;
export const SAMPLE_BYTES = 8 << 10;
export const SAMPLES = 3;

// Level 6 has to save at least this share of what level 5 makes of a sample to be worth its time.
export const LAZY_LEVEL_GAIN = 0.008;

// The largest tables zlib has: a little smaller and a little faster than its default of 8.
export const MEMORY_LEVEL = 9;

// DOS times have no zone; the first of January would slip into 1979 in readers that apply one (Gradle picked this day too).
export const ENTRY_TIME = new Date(Date.UTC(1980, 1, 1));

// Windows knows no modes and an author's umask is not part of the add-on, so every entry gets the same.
export const FILE_MODE = 0o644;
export const FOLDER_MODE = 0o755;

// From here on a zip needs its 64-bit fields.
export const ZIP64_BYTES = 0xffff_ffff;
export const ZIP64_ENTRIES = 0xffff;

/** An empty file is one block too: somebody has to look whether it is still empty. */
export function blockCount(size: number): number {
  return Math.max(1, Math.ceil(size / BLOCK_BYTES));
}
