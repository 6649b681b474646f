import { type Message, message } from '../../../preload/messages/index.ts';

/** Why watching stopped, for the author; null for an error that does not end it. */
export function reasonToStop(error: NodeJS.ErrnoException): Message | null {
  switch (error.code) {
    case 'ENOSPC':
      return message('watch.outOfWatches');
    case 'EMFILE':
    case 'ENFILE':
      return message('watch.tooManyFiles');
    case 'EACCES':
    case 'EPERM':
    case 'ENOENT':
    case 'ENOTDIR':
      return null; // one folder that cannot be entered, or is gone by now; the list of files tells which
    default:
      return message('watch.stopped', error.code ?? error.message);
  }
}
