import { stat } from 'node:fs/promises';
import { fault } from '../../../preload/messages/index.ts';
import { CommandFault, EXIT } from '../exit-codes.ts';

/** For commands that read no file of an add-on, and would find nothing to say about a folder that is not there. */
export async function requireFolder(folder: string): Promise<void> {
  const there = await stat(folder).catch(() => undefined);
  if (there?.isDirectory()) return;
  throw new CommandFault(EXIT.usage, fault(there === undefined ? 'no_folder.missing' : 'no_folder.notOne', folder));
}
