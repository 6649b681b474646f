/** What an archive may unpack to; more ends as failed_file_too_large. A registry of one's own may allow another size. */
export const MAX_UNPACKED_BYTES = 16 * 1024 ** 3;

/** More entries than this are refused while the archive is read. */
export const MAX_ENTRIES = 1_000_000;

/** The longest path of an entry, in bytes of UTF-8. */
export const MAX_PATH_BYTES = 1024;

/** How deep a path may go, the file's own name counted. */
export const MAX_DEPTH = 64;
