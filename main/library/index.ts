export { AddonList } from './addon-list.ts';
export { type ArchiveCache, openArchiveCache, PackFault } from './archive-cache.ts';
export { contentsOf, sourceOf } from './contents.ts';
export { packageIdOf, unknownAddon, withKnown } from './known-addon.ts';
export { makeSample } from './make-sample.ts';
export { type KnownAddon, type OpenAddon, openLibraryAddon } from './open-addon.ts';
export { diskError, done, fail, ok } from './outcomes.ts';
export { findPicture, readPicture } from './picture.ts';
export { countChanges, openPublishedLists, type PublishedLists } from './published-lists.ts';
