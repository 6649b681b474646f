import type { FilePreview } from '../../preload/contract.ts';

type Facts = FilePreview['facts'];

/** Enough to meet the header of any object; its tables of points come after. */
export const OBJECT_HEADER_CHARACTERS = 64 * 1024;

const TEXTURES = [
  ['TEXTURE', 'texture'],
  ['TEXTURE_LIT', 'textureLit'],
  ['TEXTURE_NORMAL', 'textureNormal'],
] as const;

/** What an .obj of X-Plane says at its start: its version, its textures, and how much there is to draw. */
export function objectFacts(text: string): Facts {
  const header = text.slice(0, OBJECT_HEADER_CHARACTERS);
  const facts: Facts = [];
  const version = /^[IA]\s+(\d+)\s+OBJ\b/.exec(header)?.[1];
  if (version === undefined) return facts;
  facts.push({ fact: 'format', value: `OBJ ${Number(version) >= 800 ? Number(version) / 100 : version}` });
  for (const [keyword, fact] of TEXTURES) {
    const name = new RegExp(String.raw`^${keyword}[ \t]+(\S[^\r\n]{0,300})`, 'm').exec(header)?.[1]?.trim();
    if (name !== undefined) facts.push({ fact, value: name });
  }
  const [, points, indices] = /^POINT_COUNTS\s+(\d{1,9})\s+\d+\s+\d+\s+(\d{1,9})/m.exec(header) ?? [];
  if (points !== undefined) facts.push({ fact: 'points', value: Number(points) });
  if (indices !== undefined) facts.push({ fact: 'triangles', value: Math.floor(Number(indices) / 3) });
  return facts;
}
