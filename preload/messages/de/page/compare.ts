import type { PageWords } from '../../page-words.ts';
import { plural } from '../../plural.ts';

export const compare: PageWords['compare'] = {
  open: 'Versionen vergleichen',
  title: (name) => `Was sich in ${name} geändert hat`,
  from: 'Von',
  to: 'Bis',
  folder: 'der Ordner, wie er jetzt ist',
  loading: 'Wird verglichen',
  couldNot: 'Die Versionen konnten nicht verglichen werden.',
  noVersions: 'Es gibt noch keine Version zum Vergleichen. Sobald eine verarbeitet ist, steht hier, was sich ändert.',
  unknown: (versions) =>
    `Welche Dateien ${versions} hatte, ist hier nicht bekannt: Loadmaster merkt sich das für Versionen, die von diesem Computer veröffentlicht wurden. Wähle andere, oder speichere die Paketdatei und entpacke sie neben dem Ordner.`,
  same: 'Keine Datei unterscheidet sich.',
  counts: (changed, added, removed) =>
    [
      plural(changed, { one: '# Datei geändert', other: '# Dateien geändert' }),
      plural(added, { one: '# hinzugekommen', other: '# hinzugekommen' }),
      plural(removed, { one: '# entfernt', other: '# entfernt' }),
    ].join(', '),
  change: { added: 'neu', changed: 'geändert', removed: 'entfernt' },
  sizes: (before, after) => `${before} → ${after}`,
  filter: 'Nach Pfad filtern',
  more: (count) => plural(count, { one: '# weitere zeigen', other: '# weitere zeigen' }),
  lines: (path) => `Zeilen von ${path}, die sich unterscheiden`,
  line: { added: 'hinzugekommen:', removed: 'entfernt:' },
  part: (before, after) => `Zeile ${before}, jetzt Zeile ${after}`,
  sameLines: 'Keine Zeile unterscheidet sich; nur Zeilenenden oder wie die Buchstaben geschrieben sind.',
  not_kept:
    'Von einer Seite sind nur Größe und Hash bekannt. Zeilen werden von Texten bis 256 KB aufgehoben, für die letzten 20 Versionen, die von diesem Computer veröffentlicht wurden.',
  too_different: 'Die beiden Texte sind zu verschieden, um sie Zeile für Zeile zu vergleichen.',
};
