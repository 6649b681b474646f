export { readJsonOrSetAside, type SetAside, setAside } from './set-aside.ts';
export { makeFolderDurable, writeFileDurably } from './write-durably.ts';
