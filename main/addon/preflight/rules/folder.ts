import type { Rule } from '../rule.ts';

/** The folder itself: there, readable, and with something in it. */
export const folder: Rule = {
  id: 'folder',
  why: 'There must be something to pack.',
  check({ scan }) {
    switch (scan.rootState) {
      case 'missing':
        return [
          { severity: 'error', message: 'The folder is not there. Was it moved or renamed, or is its disk unplugged?' },
        ];
      case 'not-a-folder':
        return [{ severity: 'error', message: 'This is not a folder.' }];
      case 'unreadable':
        return [{ severity: 'error', message: 'The folder cannot be read. Check its permissions.' }];
      case 'ok':
        break;
    }
    if (scan.entries.length > 0) return [];
    const hidden = scan.ignored.length;
    const message =
      hidden > 0 ? `Nothing is left to pack: all ${hidden} files and folders are ignored.` : 'The folder is empty.';
    return [{ severity: 'error', message }];
  },
};
