import type { PageWords } from '../../page-words.ts';
import { plural } from '../../plural.ts';

export const tools: PageWords['tools'] = {
  title: 'Werkzeuge',
  subtitle: 'Was die Registry aus einer Version oder einer Auswahl macht',
  tester: 'Version und Auswahl',
  version: 'Version',
  versionHint: 'etwa 1.2, 2a2 oder 1.3.0b9',
  selection: 'Auswahl',
  selectionHint: 'etwa *, 12, 1.2-1.5 oder 11.55-, 12.1',
  canonical: 'Gelesen als',
  orderKey: 'Sortierschlüssel',
  ranges: 'Bereiche',
  range: (min, max) => (min === max ? min : `${min} bis ${max}`),
  contained: (version, selection) => `${version} ist in ${selection} enthalten.`,
  notContained: (version, selection) => `${version} ist nicht in ${selection} enthalten.`,
  next: 'Was darauf folgen kann',
  nextLabels: {
    patch: 'Patch',
    minor: 'Minor',
    major: 'Major',
    preRelease: 'Vorabversion',
    release: 'Release',
  },
  order: 'Liste sortieren',
  orderHint: 'Versionen, eine pro Zeile oder durch Kommas getrennt.',
  orderInput: 'Versionen',
  ordered: (count) => plural(count, { one: '# Version, älteste zuerst', other: '# Versionen, älteste zuerst' }),
  notVersions: 'Keine Versionen',
  same: (spellings) => `auch geschrieben ${spellings}`,
  copyOrdered: 'die sortierte Liste',
};
