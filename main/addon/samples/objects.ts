/** What a sample's object names; all of it stands beside the object. */
interface ObjectTextures {
  readonly texture: string;
  readonly lit?: string;
  readonly normal?: string;
}

/** An OBJ8 of a closed barrel: `rings` by `sides` vertices, written as XPlane2Blender writes them. */
export function barrelObject(
  textures: ObjectTextures,
  shape: { radius: number; length: number; rings: number; sides: number },
): string {
  const { rings, sides } = shape;
  const vertices: string[] = [];
  for (let ring = 0; ring < rings; ring++) {
    const along = ring / (rings - 1);
    const radius = shape.radius * Math.sin(Math.PI * (0.08 + 0.84 * along));
    for (let side = 0; side < sides; side++) {
      const angle = (2 * Math.PI * side) / (sides - 1);
      const [x, y] = [Math.cos(angle), Math.sin(angle)];
      const place = [x * radius, y * radius, (along - 0.5) * shape.length, x, y, 0, side / (sides - 1), along];
      vertices.push(`VT\t${place.map((value) => value.toFixed(6)).join('\t')}`);
    }
  }
  const indices: number[] = [];
  for (let ring = 0; ring + 1 < rings; ring++) {
    for (let side = 0; side + 1 < sides; side++) {
      const at = ring * sides + side;
      indices.push(at, at + sides, at + 1, at + 1, at + sides, at + sides + 1);
    }
  }
  return [
    'I',
    '800',
    'OBJ',
    '',
    `TEXTURE\t${textures.texture}`,
    ...(textures.lit === undefined ? [] : [`TEXTURE_LIT\t${textures.lit}`]),
    ...(textures.normal === undefined ? [] : [`TEXTURE_NORMAL\t${textures.normal}`]),
    `POINT_COUNTS\t${vertices.length}\t0\t0\t${indices.length}`,
    '',
    ...vertices,
    '',
    ...indexLines(indices),
    '',
    'ATTR_LOD\t0\t2000',
    `TRIS\t0\t${indices.length}`,
    '',
  ].join('\n');
}

function indexLines(indices: readonly number[]): string[] {
  const lines: string[] = [];
  let at = 0;
  for (; at + 10 <= indices.length; at += 10) lines.push(`IDX10\t${indices.slice(at, at + 10).join('\t')}`);
  for (; at < indices.length; at++) lines.push(`IDX\t${indices[at]}`);
  return lines;
}
