/** Why watching stopped, for the author; null for an error that does not end it. */
export function reasonToStop(error: NodeJS.ErrnoException): string | null {
  switch (error.code) {
    case 'ENOSPC':
      return 'The system is out of folder watches (on Linux: fs.inotify.max_user_watches). Press Refresh to read the folder again.';
    case 'EMFILE':
    case 'ENFILE':
      return 'Too many files are open for the folder to be watched. Press Refresh to read it again.';
    case 'EACCES':
    case 'EPERM':
    case 'ENOENT':
    case 'ENOTDIR':
      return null; // one folder that cannot be entered, or is gone by now; the list of files tells which
    default:
      return `The system stopped watching the folder (${error.code ?? error.message}). Press Refresh to read it again.`;
  }
}
