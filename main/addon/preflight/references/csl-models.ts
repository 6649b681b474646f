/** A line `OBJ8` of an xsb_aircraft.txt: an object, and the textures it is to wear in the place of its own. */
export interface CslObject {
  /** As it is written, without the name of the package before it. */
  readonly object: string;
  readonly texture: string | undefined;
  readonly night: string | undefined;
}

export function isCslFile(path: string): boolean {
  return /(?:^|\/)xsb_aircraft\.txt$/i.test(path);
}

/** A path begins with the name EXPORT_NAME gives a package; what is of another package may be anywhere. Names hold no spaces. */
export function cslObjects(text: string): readonly CslObject[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim().split(/\s+/));
  const packages = new Set(lines.flatMap(([word, name]) => (word === 'EXPORT_NAME' && name ? [name] : [])));
  return lines.flatMap(([word, , , path = '', texture, night]) => {
    const [, name = '', object] = /^([^/:\\]+)[/:\\](.+)$/.exec(path) ?? [];
    const isOwn = packages.size === 0 || packages.has(name);
    return word === 'OBJ8' && object !== undefined && isOwn ? [{ object, texture, night }] : [];
  });
}

/** Objects, by lower case, that nobody sees in their own texture, and those nobody sees in their own texture for the night. */
export interface Repainted {
  readonly texture: ReadonlySet<string>;
  readonly night: ReadonlySet<string>;
}

export function repaintedObjects(files: readonly { readonly path: string; readonly text: string }[]): Repainted {
  const all = files.flatMap(({ path, text }) => {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    return cslObjects(text).map((line) => ({
      ...line,
      at: `${folder}${line.object}`.replace(/[\\:]/g, '/').toLowerCase(),
    }));
  });
  const always = (given: (line: CslObject) => boolean) => {
    const never = new Set(all.filter((line) => !given(line)).map(({ at }) => at));
    return new Set(all.map(({ at }) => at).filter((at) => !never.has(at)));
  };
  return { texture: always(({ texture }) => texture !== undefined), night: always(({ night }) => night !== undefined) };
}
