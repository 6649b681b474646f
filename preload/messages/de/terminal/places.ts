import type { TerminalWords } from '../../terminal-words.ts';

export const places: Pick<TerminalWords, keyof typeof import('../../en/terminal/places.ts').places> = {
  release: {
    noNotes: 'Notizen: keine. `loadmaster notes --help` sagt, wo sie gesucht werden.',
    notes: (from) => `Notizen: ${from}.`,
    noTesters: (name) =>
      `${name} hat keine Tester: die hat ein Depot mit einem zweiten Kanal, oder ein Release auf GitHub.`,
    noDestination: 'Kein Ziel',
    nothingSent: 'Nichts wurde gepackt oder gesendet. --to NAMES geht an die anderen.',
    nothingChanged: 'Nichts wurde geändert.',
    asTestersGotIt: (name, version) => `${name} ${version}, wie die Tester es bekamen.`,
    unknownDestination: (name) => `Es gibt kein Ziel „${name}“.`,
    noVersion: '--version fehlt, und die Dateien nennen nicht eine gemeinsame Version.',
    change: (files, size, deleted) => `${files}, ${size}; ${deleted} gelöscht`,
    nothingToDo: 'nichts zu tun',
    nothingThere: 'noch nichts dort',
    isThere: (version) => `${version} ist dort`,
    nothingLeft: 'Es ist nichts mehr zu tun.',
    phases: {
      waiting: 'wartet',
      staging: 'sendet',
      staged: 'gesendet, noch nicht sichtbar',
      flipping: 'veröffentlicht',
      verifying: 'liest zurück',
      done: 'fertig',
      withdrawn: 'zurückgenommen',
      failed: 'fehlgeschlagen',
      refused: 'abgelehnt',
    },
  },
  status: {
    release: (name, there, all) =>
      there === all
        ? `${name} ist an ${all === 1 ? 'seinem einen Ziel' : `allen ${all} Zielen`}.`
        : `${name} ist an ${there} von ${all} Zielen.`,
    goOn: '`loadmaster retry --releases` bringt ein Release zu den Zielen, die es nicht haben.',
  },
  withdraw: {
    notYet: 'Noch wurde nichts getan: --yes tut es.',
    done: (version, name) => `${version} ist von ${name} zurückgenommen.`,
    noDestination: (folder) => `--from muss ein Ziel von ${folder} nennen.`,
    noVersion: '--version muss sagen, welche Version zurückgenommen wird.',
  },
  destinations: {
    none: 'Noch keine Ziele.',
    notJson: (option) => `${option} nimmt ein Ziel als JSON.`,
    testedByRelease: (name) => `„${name}“ wird mit \`loadmaster release DIR --to ${name} --dry-run\` geprüft.`,
    reached: (name, found) => `${name}: erreicht. ${found}`,
    trustCall: (name, fingerprint) => `Dann: --test ${name} --trust ${fingerprint}`,
  },
  depot: {
    noAction: (action) => `Es gibt kein \`depot ${action}\`. Es gibt: check.`,
    checking: (files, listed, size) => `prüft  ${files} von ${listed}, ${size}`,
    noVersion: 'keine Version',
    version: (version) => `Version ${version}`,
    counts: (listed, fetched, size) => `${listed} in der Liste, ${fetched} geholt, ${size}`,
  },
  site: {
    fetching: (packageId, version) => `Holt ${packageId} ${version}`,
    leftOut: (name) =>
      `${name} bleibt draußen: die Registry hat keine Datei davon, niemand könnte es also installieren.`,
    holds: (folder, packages, versions, added, removed) =>
      `${folder} enthält ${packages} mit ${versions}; ${added} neu, ${removed} entfernt.`,
    upToDate: (folder, packages, versions) => `${folder} ist auf dem neuesten Stand: ${packages} mit ${versions}.`,
    signed: (fingerprint) => `Signiert mit dem Schlüssel ${fingerprint}.`,
  },
};
