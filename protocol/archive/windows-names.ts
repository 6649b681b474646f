const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i;
const FORBIDDEN = /[<>:"\\|?*]/;
const ALL_FORBIDDEN = /[<>:"\\|?*\p{Cc}]/gu;

export type WindowsNameFault =
  | 'reserved-name'
  | 'forbidden-character'
  | 'control-character'
  | 'trailing-dot'
  | 'trailing-space';

/** Why Windows cannot hold a file or folder of this name; undefined for one that it can. */
export function windowsNameFault(name: string): WindowsNameFault | undefined {
  if (FORBIDDEN.test(name)) return 'forbidden-character';
  if (hasControlCharacter(name)) return 'control-character';
  if (isReservedOnWindows(name)) return 'reserved-name';
  if (name.endsWith('.')) return 'trailing-dot';
  if (name.endsWith(' ')) return 'trailing-space';
  return undefined;
}

/** Whether Windows can hold each of the names in a path with slashes. */
export function isPathOnWindows(path: string): boolean {
  return path.split('/').every((name) => windowsNameFault(name) === undefined);
}

/** Whether Windows keeps this name of a file or folder for a device, with any extension behind it. */
export function isReservedOnWindows(name: string): boolean {
  return RESERVED.test(name);
}

/** The nearest name that Windows can hold. */
export function nameForWindows(name: string): string {
  const fit = name.replace(ALL_FORBIDDEN, '_').replace(/[. ]+$/, '');
  return `${isReservedOnWindows(fit) || fit === '' ? '_' : ''}${fit}`;
}

function hasControlCharacter(name: string): boolean {
  for (let index = 0; index < name.length; index++) if (name.charCodeAt(index) < 32) return true;
  return false;
}
