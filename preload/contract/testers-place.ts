import type { DestinationPlace } from './destination-settings.ts';

// The second channel of a depot, as a form asks for it: the same way to the same server, one part of it another.

const WHERE: Readonly<Record<DestinationPlace['carrier'], string>> = {
  folder: 'path',
  git: 'branch',
  sftp: 'folder',
  ftp: 'folder',
  webdav: 'url',
  s3: 'folder',
};

export function placeForTesters(place: DestinationPlace, where: string): DestinationPlace {
  return { ...place, [WHERE[place.carrier]]: where };
}

/** What is other about the place of testers; undefined where that is more than a form asks for. */
export function whereTestersAre(place: DestinationPlace, testers: DestinationPlace): string | undefined {
  const where: unknown = new Map(Object.entries(testers)).get(WHERE[place.carrier]);
  if (typeof where !== 'string') return undefined;
  return sameWay(placeForTesters(place, where), testers) ? where : undefined;
}

function sameWay(one: DestinationPlace, other: DestinationPlace): boolean {
  const way = ({ limits: _, secretEnv: __, ...rest }: DestinationPlace) =>
    JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
  return way(one) === way(other);
}
