import type { Settings } from '../../preload/contract.ts';
import { sayError } from '../stores/notices.ts';
import { changeSettings } from '../stores/settings.ts';
import { text } from '../text/text.ts';

/** Keeps a change at once; one that main refuses is taken back and said. */
export async function changeSetting(part: Partial<Settings>): Promise<void> {
  const error = await changeSettings(part);
  if (error) sayError(text.settings.couldNotSave, error);
}
