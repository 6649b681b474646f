/** A tile of scenery with nothing in it but the names it uses. */
export interface TileNames {
  readonly terrains?: readonly string[];
  readonly objects?: readonly string[];
  readonly polygons?: readonly string[];
  readonly networks?: readonly string[];
}

export function makeDsf({ terrains = [], objects = [], polygons = [], networks = [] }: TileNames): Buffer {
  const list = (names: readonly string[]) => Buffer.from(names.map((name) => `${name}\0`).join(''));
  const definitions = Buffer.concat([
    atom('TERT', list(terrains)),
    atom('OBJT', list(objects)),
    atom('POLY', list(polygons)),
    atom('NETW', list(networks)),
  ]);
  const properties = atom('PROP', Buffer.from(['sim/planet', 'earth', 'sim/overlay', '1', ''].join('\0')));
  return Buffer.concat([
    Buffer.from('XPLNEDSF'),
    Buffer.from([1, 0, 0, 0]),
    atom('HEAD', properties),
    atom('DEFN', definitions),
    atom('GEOD', Buffer.alloc(40)),
    atom('CMDS', Buffer.alloc(10)),
    Buffer.alloc(16), // where the checksum would be; nobody here looks at it
  ]);
}

function atom(id: string, inside: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write([...id].reverse().join(''), 0, 'latin1');
  head.writeUInt32LE(inside.length + 8, 4);
  return Buffer.concat([head, inside]);
}
