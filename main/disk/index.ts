export { eachAtOnce } from './each-at-once.ts';
export { isWithin } from './is-within.ts';
export { takeLock, withLock, withLockAsync } from './lock.ts';
export { makePrivateFolder } from './private-folder.ts';
export { NotASmallFile, readSmallFile } from './read-small-file.ts';
export { readJsonOrSetAside, type SetAside, setAside } from './set-aside.ts';
export { SHARED_FILE_MODE, writeFileDurably } from './write-durably.ts';
