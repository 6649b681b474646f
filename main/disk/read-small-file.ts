import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { inWords, type Message, message } from '../../preload/messages/index.ts';

/** A file that is read whole and is not one, or is larger than anything of its kind. */
export class NotASmallFile extends Error {
  readonly reason: Message;
  constructor(reason: Message) {
    super(inWords(reason));
    this.reason = reason;
  }
}

/**
 * The text of a file that lies in somebody's folder and is read whole. A named pipe would be waited for until somebody
 * writes into it, and a file of gigabytes would take the memory of everything else: both are refused.
 */
export async function readSmallFile(path: string, limit: number): Promise<string> {
  // Opening a pipe waits for its writer unless told not to; Windows has neither the pipe nor the flag.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new NotASmallFile(message('small-file.notAFile'));
    if (stats.size > limit) throw new NotASmallFile(message('small-file.tooLarge', stats.size, limit));
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}
