import type { Messages } from '../message.ts';
import { words } from './words.ts';

export const looked: Pick<Messages, keyof typeof import('../en/looked.ts').looked> = {
  connection: {
    mayNotView:
      'Das Token darf keine Pakete sehen. Hochladen geht, aber Loadmaster erfährt nie, was daraus wurde: Es kann keine Pakete auflisten, ein verlorenes nicht von einem empfangenen unterscheiden und nicht sagen, dass eine Version verarbeitet ist.',
    mayNotUpload: 'Das Token darf keine Versionen hochladen, also lässt sich damit nichts veröffentlichen.',
    onlySome: (packages) =>
      `Das Token darf nur Versionen einzelner Pakete hochladen; probiert und gefunden: ${packages.join(', ')}.`,
    uploadUnknown: 'Ob das Token Versionen hochladen darf, ließ sich nicht herausfinden.',
    mayNotReadAccount:
      'Das Token darf das Konto nicht lesen, also kann Loadmaster nicht warnen, wenn der Speicherplatz zu klein ist.',
    noToken: 'Für diese Registry gibt es kein Token: Nur ihre öffentlichen Pakete lassen sich lesen.',
    tokenRefused:
      'Die Registry nimmt dieses Token nicht an: Es ist falsch, abgelaufen, zurückgezogen oder nur zum Hochladen einzelner Pakete gemacht.',
    otherToken: 'Gib ein anderes Token ein, am besten eines, das auch Pakete sehen darf.',
  },
  place: {
    empty: 'Er ist leer.',
    files: (count) => `${files(count)} da.`,
    emptyDepot: 'Der Ordner ist leer: Das erste Release macht ein Depot.',
    noDepot: (count) => `${files(count)} da, aber noch kein Depot: Das erste Release macht eines.`,
    depot: (name, version, count) =>
      `${name === '' ? 'Ein Depot' : `Das Depot von ${name}`}, Version ${version || 'unbekannt'}, ${files(count)}.`,
    addressFails: (url, reason) => `${url}: ${reason}`,
    addressSame: 'Seine Adresse antwortet mit dem gleichen.',
    addressOther: (version) => `Seine Adresse antwortet mit ${version || 'keinem Depot'}.`,
    noSite: 'Dort ist noch keine Registry: Das erste Release macht eine.',
    site: (name, packages) =>
      `Ihre Adresse antwortet als „${name}“, mit ${packages === 1 ? '1 Paket' : `${words.number(packages)} Paketen`}.`,
    siteNotPublic: (url) => `Eine Registry ist da, aber ${url} antwortet nicht mit ihr.`,
    zipFolder: (folder) => `${folder} ist da.`,
    zipFolderToMake: (folder) => `${folder} wird angelegt.`,
    githubWritable: (name) => `In ${name} darf geschrieben werden.`,
    githubNone: 'Noch kein Release.',
    githubLatest: (version) => `Das neueste Release ist ${version}.`,
    noVersion: (packageId) => `${packageId} hat dort noch keine Version.`,
    version: (packageId, version) => `${packageId} ${version} ist da.`,
  },
};

function files(count: number): string {
  return count === 1 ? '1 Datei' : `${words.number(count)} Dateien`;
}
