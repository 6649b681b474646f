import type { Messages } from '../../message.ts';

export const terminalFaults: Pick<Messages, keyof typeof import('../../en/faults/terminal.ts').terminalFaults> = {
  archive_refused: {
    noFolder: (packageId, version) => `In ${packageId} ${version} gibt es keinen Ordner ${packageId}.`,
    because: (reason) => `${reason}`,
  },
  check_errors: {
    text: 'Nichts wurde gesendet: die Prüfungen fanden Fehler.',
    textHint:
      '`loadmaster check DIR` sagt, warum jeder zählt, `loadmaster check DIR --fix`, was sich von selbst beheben lässt. Die Versionsnummer ist noch frei.',
  },
  folder_in_use: {
    into: (into) => `${into} ist nicht leer; --into nimmt einen leeren Ordner.`,
    export: (name, foreign) =>
      `${name} enthält schon etwas anderes, etwa ${foreign}; ein Export könnte es überschreiben.`,
    exportHint: 'Nenne einen leeren Ordner oder einen neuen.',
    sample: (reason) => `${reason}`,
  },
  form: {
    text: 'Das Release-Formular hat Fehler.',
  },
  gather_refused: {
    there: (out) => `${out} gibt es schon.`,
    thereHint: 'Nichts wurde geschrieben. Nenne einen neuen Ordner.',
    different: (files, path) => `${files} sind verschiedene Dateien für eine Stelle, ${path}.`,
    differentHint: 'Nichts wurde geschrieben. Baue sie aus denselben Quellen, oder lass eine weg.',
    names: (names) => `Die Plugins heißen verschieden (${names}), und X-Plane will einen Namen.`,
    namesHint: 'Nichts wurde geschrieben. Nenne einen mit --name.',
    noPlugin: 'In diesen Builds gibt es keine .xpl.',
    noPluginHint: 'Nichts wurde geschrieben. Nenne die Ordner oder Zips, die deine Builds machen.',
    notOnly: (file) => `${file} ist nicht das einzige Plugin dort.`,
    notOnlyHint: 'Nichts wurde geschrieben. Nenne den Ordner des Plugins selbst.',
    outside: (file) => `${file} liegt außerhalb des Ordners des Plugins daneben.`,
    outsideHint: 'Nichts wurde geschrieben. Nenne den Ordner des Plugins selbst.',
    noProgram: (file) => `${file} ist keine Programmdatei, was auch immer ihr Name sagt.`,
    noProgramHint: 'Nichts wurde geschrieben. Sieh nach, ob der Build abbrach oder einen Platzhalter hinlegte.',
    processor: (file, cpus) => `${file} ist für einen Prozessor, auf dem X-Plane nicht läuft (${cpus}).`,
    processorHint: 'Nichts wurde geschrieben. Baue es für x86_64, für macOS auch für arm64.',
    otherSystem: (file, said, system) => `${file} heißt ${said} und ist ein Programm für ${system}.`,
    otherSystemHint: 'Nichts wurde geschrieben. Sieh nach, ob zwei Builds vertauscht wurden.',
    empty: 'Es gibt nichts zu sammeln.',
    notThere: (artifact) => `${artifact} gibt es nicht, oder es ist weder Ordner noch Zip noch .xpl.`,
    notThereHint: 'Nichts wurde geschrieben. Schlug dieser Build fehl, oder heißt sein Artefakt anders?',
    twice: (zip) => `${zip} hat zwei Einträge für eine Stelle.`,
    twiceHint: 'Nichts wurde geschrieben. Pack es neu.',
    packed: (zip, reason) => `${zip} lässt sich nicht entpacken: ${reason}`,
    packedHint: 'Nichts wurde geschrieben. Pack es neu.',
    link: (file) => `${file} ist eine Verknüpfung oder keine Datei; nur Dateien lassen sich sammeln.`,
    linkHint: 'Nichts wurde geschrieben. Leg die Datei selbst hin.',
    tooLarge: (name, most) => `${name} hat mehr als ${most}.`,
    tooLargeHint: 'Nichts wurde geschrieben. Nenne nur den Ordner des Plugins.',
  },
  job_token: {
    notOffered: (host) => `${host} gibt Jobs einer CI keine Tokens.`,
    notOfferedHint: 'Gib dem Job ein Token als Geheimnis (LOADMASTER_TOKEN).',
    otherAudience: (host, audience) =>
      `${host} verlangt einen Nachweis, der für ${audience} ist. Es wurde keiner gemacht: Er könnte dort benutzt werden.`,
    madeForOther: (host, audience) =>
      `Was die CI in LOADMASTER_ID_TOKEN unterschrieben hat, ist für ${audience === '' ? 'niemand Bestimmtes' : audience} und nicht für ${host}; es wurde nicht dorthin geschickt.`,
    madeForOtherHint: 'Nenne die Adresse der Registry als `aud` dieses Tokens unter `id_tokens`.',
    otherAudienceHint: 'Verbinde dich mit der Registry unter der Adresse, die sie ihre eigene nennt.',
    notSigned: (host) => `${host} hat nicht unterschrieben, wer dieser Job ist.`,
    notSignedHint: 'Der Job braucht `permissions: id-token: write`; Jobs zu Pull-Requests aus Forks haben es nie.',
    refused: (host, packageId, said) => `${host} gibt diesem Job kein Token für ${packageId}: ${said}`,
    refusedHint:
      'Nenne sein Repository und seinen Workflow auf der Seite der Registry (/me) als Veröffentlicher des Pakets.',
  },
  no_version: {
    yours: (packageId, version) => `${packageId} ${version} ist keine deiner Versionen dort.`,
  },
  no_version_place: {
    text: 'Keine Datei hier sagt, welche Version das ist.',
    textHint: 'Nenne die Stelle unter "versions" in loadmaster.json.',
  },
  not_under_way: {
    text: (packageId, version) => `${packageId} ${version} ist von diesem Terminal aus nicht unterwegs.`,
    textHint: '`loadmaster status` sagt, was es ist.',
  },
  project_unusable: {
    left: (file, reason) => `${file} blieb, wie sie ist: ${reason}`,
    because: (file, reason) => `${file} lässt sich nicht benutzen: ${reason}.`,
  },
  usage: {
    because: (message) => `${message}`,
  },
  version_place: {
    text: (sentences) => `Nichts wurde geändert. ${sentences}`,
  },
  workflow_exists: {
    text: (file) => `${file} ist schon da, vielleicht mit eigenen Änderungen von dir.`,
    textHint: '--print zeigt die neue; --force schreibt über sie.',
  },
};
