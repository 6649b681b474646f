import { message } from '../../../../../preload/messages/index.ts';
import type { Rule } from '../../rule.ts';

/** The folder itself: there, readable, and with something in it. */
export const folder: Rule = {
  id: 'folder',
  check({ scan }) {
    switch (scan.rootState) {
      case 'missing':
        return [{ severity: 'error', message: message('folder.missing') }];
      case 'not-a-folder':
        return [{ severity: 'error', message: message('folder.notAFolder') }];
      case 'unreadable':
        return [{ severity: 'error', message: message('folder.unreadable') }];
      case 'ok':
        break;
    }
    if (scan.entries.length > 0) return [];
    const hidden = scan.ignored.length;
    return [
      { severity: 'error', message: hidden > 0 ? message('folder.allIgnored', hidden) : message('folder.empty') },
    ];
  },
};
