import type { PageWords } from '../../page-words.ts';
import { plural } from '../../plural.ts';

export const help: PageWords['help'] = {
  title: 'Hilfe',
  search: 'In der Anleitung suchen',
  sections: 'Abschnitte der Anleitung',
  found: (count) => plural(count, { one: '# Abschnitt', other: '# Abschnitte' }),
  none: (query) => `Zu „${query}“ sagt die Anleitung nichts.`,
  about: 'Die Anleitung, wie sie mit Loadmaster kommt.',
  tools: 'Werkzeuge',
  toolsText: 'Ein Tester für Versionsangaben, die Reihenfolge von Versionen und ein Leser für SkunkCrafts-Depots.',
  keys: 'Tasten',
  keysText: 'Alle Tasten auf einen Blick.',
  what: 'Was ist das?',
};
