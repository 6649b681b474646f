const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i;

/** Whether Windows keeps this name of a file or folder for a device, with any extension behind it. */
export function isReservedOnWindows(name: string): boolean {
  return RESERVED.test(name);
}
