import { type Kind, kindOf, type Scenery } from '../en/evidence.ts';
import type { Messages } from '../message.ts';
import { words } from './words.ts';

export const KINDS: Readonly<Record<Kind, string>> = {
  aircraft: 'ein Flugzeug',
  scenery: 'eine Szenerie',
  library: 'eine Szenerie-Library',
  plugin: 'ein Plugin',
  livery: 'eine Livery',
  flywithlua: 'ein FlyWithLua-Skript',
  xppython3: 'ein XPPython3-Skript',
  csl: 'ein Satz CSL-Modelle',
  navdata: 'Navigationsdaten',
  other: 'ein Add-on unbekannter Art',
};

const SCENERIES: Readonly<Record<Scenery, string>> = {
  airport: 'ein Flughafen',
  overlay: 'ein Szenerie-Overlay',
  mesh: 'ein Base-Mesh oder eine Orthofoto-Szenerie',
};

export const evidence: Pick<Messages, keyof typeof import('../en/evidence.ts').evidence> = {
  evidence: {
    unknown:
      'Keine Datei sagt, was für ein Add-on das ist. Loadmaster suchte eine .acf, eine .dsf oder apt.dat in „Earth nav data“, eine library.txt, die etwas exportiert, eine .xpl und Skripte für FlyWithLua und XPPython3.',
    kind: (marker, others, kind) => `${because(marker, others)}: ${KINDS[kind]}.`,
    scenery: (marker, others, kind) => `${because(marker, others)}: ${SCENERIES[kind]}.`,
    overlay: (marker, others) =>
      `${marker}${others > 0 ? ` und ${others} weitere liegen` : ' liegt'} im Ordner eines Flugzeugs, dessen .acf nicht hier ist: Entweder fehlt diese Datei, oder dies gehört über ein Flugzeug, das Nutzer haben.`,
    ofXPlane: (marker, others) =>
      `${marker}${others > 0 ? ` und ${others} weitere liegen` : ' liegt'} in einem Ordner, den X-Plane selbst mitbringt: Das ist eine Änderung, die über die Dateien von X-Plane gelegt wird.`,
    kindAlone: (kind) => KINDS[kind],
    several: (count, roots, kinds) =>
      `Im Ordner sind ${count} Add-ons: ${words.firstOf(
        roots.map((root, index) => `${root} (${KINDS[kindOf(kinds[index])]})`),
        count,
      )}.`,
    beginsIn: (root) => `Das Add-on beginnt in ${root}, unterhalb des gewählten Ordners.`,
    noPlugin: 'Darin ist kein Plugin, also läuft es unter macOS, Windows und Linux.',
    plugins: (names, systems, more, isMore) =>
      `${[
        ...names.map((name, index) => `${name || 'Das Plugin'} ist für ${systems[index] || 'keine Plattform'}`),
        ...(more > 0 ? [`und es gibt ${more} weitere Plugins`] : []),
        ...(isMore ? ['alles andere läuft unter macOS, Windows und Linux'] : []),
      ].join('; ')}.`,
    projectUnusable: (reason) => `loadmaster.json wurde in Ruhe gelassen: ${reason}`,
  },
};

function because(marker: string, others: number): string {
  return others > 0 ? `Wegen ${marker} und ${others} weiteren dieser Art` : `Wegen ${marker}`;
}
