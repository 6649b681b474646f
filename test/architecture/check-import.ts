import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { ABOVE_SERVICES, OWNED_PACKAGES, ROOMS, type Room, SHELLS } from './import-table.ts';

/** What is wrong with this import, or null. `file` is the importing file, from the repository's root. */
export function importFault(file: string, specifier: string | null): string | null {
  const room = roomOf(file);
  if (room === undefined) return `${file} stands in no room of the import table`;
  const computed = specifier?.indexOf('*') ?? 0;
  if (specifier === null || (computed >= 0 && !/^\.\/\*\/[^*]*$/.test(specifier)))
    return 'a computed import cannot be held to the import table, unless it names a folder beside its file';
  if (specifier.startsWith('.')) return pathFault(room, file, posix.join(posix.dirname(file), specifier));
  if (isBuiltin(specifier)) return room.node ? null : `${room.name} runs without Node`;
  return packageFault(room, file, packageName(specifier));
}

export function roomOf(file: string): Room | undefined {
  return ROOMS.find(({ holds }) => holds.some((place) => covers(place, file)));
}

function pathFault(room: Room, file: string, target: string): string | null {
  if (isHome(room, file, target)) return null;
  // What is bundled beside the code: styles, pictures.
  if (room.name === 'renderer' && target.startsWith('assets/')) return null;
  const isService = room.name === 'a service';
  const forbidden = [...(room.name === 'main/start.ts' ? [] : SHELLS), ...(isService ? ABOVE_SERVICES : [])];
  const mayReach = room.neighbours.some((place) => covers(place, target));
  if (mayReach && !forbidden.some((place) => covers(place, target))) return null;
  return `${room.name} may not import ${target}`;
}

// Within its room a file imports freely; a service is one folder of main.
function isHome(room: Room, file: string, target: string): boolean {
  if (roomOf(target) !== room) return false;
  return room.name !== 'a service' || target.split('/')[1] === file.split('/')[1];
}

function packageFault(room: Room, file: string, name: string): string | null {
  const owners = OWNED_PACKAGES[name];
  if (owners !== undefined) {
    return owners.some((place) => covers(place, file)) ? null : `only ${owners.join(' and ')} may import ${name}`;
  }
  if (room.packages === 'any' || room.packages.includes(name)) return null;
  return `${room.name} may not import the package ${name}`;
}

function packageName(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

// A place ends in "/" for a folder and all below it; "*" stands for one name.
function covers(place: string, file: string): boolean {
  const wanted = place.split('/');
  const given = file.split('/');
  const isFolder = wanted.at(-1) === '';
  const names = isFolder ? wanted.slice(0, -1) : wanted;
  if (isFolder ? given.length <= names.length : given.length !== names.length) return false;
  return names.every((name, at) => name === '*' || name === given[at]);
}
