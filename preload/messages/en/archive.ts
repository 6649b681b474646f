/** Why a folder cannot become an archive, and what a zip is found to be. Both fit behind a path. */
export const archives = {
  'archive-plan': {
    notPackageId: (given: string) => `"${given}" is not a package id.`,
    link: 'Links are forbidden in a package. Replace it by the file it points to, or ignore it.',
    duplicate: 'The path would be in the package twice.',
    collision: (name: string, other: string) =>
      `"${name}" and "${other}" are one name on macOS and Windows. Rename one of them.`,
    fileAndFolder: (name: string, folder: string) =>
      `"${name}" is a file here and "${folder}" a folder there; on some disks they are one name.`,
    badResourceName: (name: string) =>
      `"${name}" cannot be the name of a resource folder: it is taken or not a plain name.`,
    tooManyFiles: (count: number, most: number) => `${count} files are more than the ${most} a package may hold.`,
    tooLarge: (bytes: number, gib: number) => `${bytes} bytes are more than the ${gib} GiB a package may unpack to.`,
  },
  /** A path inside an archive, by what is wrong with it. */
  'archive-name': {
    macosx: 'The registry takes "__MACOSX" in a path for another layout and would refuse the package. Rename it.',
    back_slash: 'A back-slash in a name breaks unpacking on the registry. Rename it.',
    control_character: 'The name holds a control character. Rename it.',
    not_unicode: 'The name is not valid Unicode. Rename it.',
    bad_segment: 'A path may not hold empty parts, ".", ".." or a drive letter.',
    reserved_name:
      'Windows cannot create this name (a device name, one of <>:"|?*, or a closing dot or space). Rename it.',
    too_long: (most: number) => `The path is longer than ${most} bytes.`,
    too_deep: (most: number) => `The path is deeper than ${most} folders.`,
    bad_root_name: 'A name at the root of the package may not start with "." or "-".',
    root_manifest: 'manifest.json at the root is written by the registry and forbidden in an upload.',
  },
  zip: {
    noPackageFolder: (packageId: string) =>
      `The folder "${packageId}" that holds the package's files is missing at the root.`,
    tooManyFiles: (most: number) => `It has more than ${most} entries.`,
    tooLarge: (gib: number) => `It unpacks to more than ${gib} GiB.`,
    junk: "A file manager's file, not part of the add-on.",
    method: (method: number) => `Compression method ${method} is not read by the registry.`,
    encrypted: 'It is encrypted.',
    link: 'Symbolic links are forbidden.',
    duplicate: 'The path is in the zip twice.',
    collision: (other: string) => `"${other}" is the same name on macOS and Windows.`,
    fileAndFolder: 'It is a file and a folder.',
    overlaps: 'It overlaps another entry.',
    unknownBefore: 'Unknown bytes lie before it.',
    unknownAfter: 'Unknown bytes lie between the entries and the directory.',
    otherSize: (size: number, declared: number) => `It unpacks to ${size} bytes instead of ${declared}.`,
    otherSum: 'Its bytes do not match their CRC.',
    notUnpacked: (reason: string) => `It cannot be unpacked: ${reason}.`,
    largerThanDeclared: 'it is larger than declared',
    partMissing: 'the zip is cut off',
  },
  /** Where a file breaks the format of a zip. */
  'zip-format': {
    cutOff: 'The zip is cut off.',
    tooShort: 'This is not a zip: it is too short.',
    noEnd: 'This is not a zip, or its end is missing.',
    manyDisks: 'The zip is split over disks.',
    directoryElsewhere: 'The central directory is not where the end of the zip says.',
    entryDamaged: (number: number) => `Entry ${number} of the central directory is damaged.`,
    entryCutOff: 'The central directory ends in the middle of an entry.',
    otherCount: (count: number, listed: number) =>
      `The zip says it has ${count} entries; its directory lists ${listed}.`,
    noWideEnd: 'The 64-bit end of the zip is missing.',
    wideEndElsewhere: 'The 64-bit end of the zip is not where it should be.',
    wideEndDamaged: 'The 64-bit end of the zip is damaged.',
    unknownCharacters: (name: string) => `The name "${name}" is in no known character set.`,
    notUtf8: (name: string) => `The name "${name}" is not UTF-8.`,
    noHeader: 'There is no header where the directory says.',
    otherFlags: 'Header and directory differ in the flags.',
    otherMethod: 'Header and directory differ in the method.',
    otherName: 'Header and directory differ in the name.',
    otherSum: 'Header and directory differ in the CRC.',
    otherSizes: 'Header and directory differ in the sizes.',
    otherThanAfter: 'The header says something else than what follows the data.',
    noSizes: 'The sizes that should follow it are missing.',
  },
} as const;
