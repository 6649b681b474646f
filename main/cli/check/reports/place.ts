import { isAbsolute, join, relative } from 'node:path';

/** Paths of an add-on as seen from the top of the checkout; CI shows a finding at its file only when they are. */
export function placeIn(folder: string, top: string): (path: string | undefined) => string {
  return (path) => {
    const full = path === undefined ? folder : join(folder, path);
    const inner = relative(top, full);
    const isInside = inner !== '..' && !inner.startsWith('../') && !inner.startsWith('..\\') && !isAbsolute(inner);
    return (isInside ? inner : full).replaceAll('\\', '/') || '.';
  };
}
