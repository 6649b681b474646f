import type { Handlers } from '../../../preload/contract.ts';
import { ok } from '../../library/index.ts';
import type { Preferences } from '../../settings/index.ts';

export function settingsHandlers(preferences: Preferences): Handlers['settings'] {
  return {
    async get() {
      return ok(preferences.get());
    },
    async update(change) {
      return ok(preferences.update(change));
    },
  };
}
