import type { Messages } from '../../message.ts';

const LOCKED_HINT =
  'Versuch es erneut, wenn es fertig ist. Wurde es mittendrin abgebrochen, übernimm seine Sperre (im Terminal: --take-over): alles, was es hinterließ, wird in Ordnung gebracht.';

export const placeFaults: Pick<Messages, keyof typeof import('../../en/faults/places.ts').placeFaults> = {
  bad_answer: {
    text: (where) => `In der Paketliste der Registry ist bei ${where} etwas nicht lesbar.`,
  },
  bad_destination: {
    text: (reason) => `loadmaster.json: ${reason}`,
  },
  bad_site_key: {
    variable: (variable) => `${variable} ist kein privater Schlüssel, wie Loadmaster sie macht (Ed25519, PEM).`,
    variableHint: 'Sie nimmt den ganzen Text von site-key.pem aus Loadmasters Ordner.',
    file: (path) => `Der Schlüssel in ${path} ist beschädigt.`,
    fileHint:
      'Leg eine Kopie davon zurück. Gibt es keine, lösche die Datei: ein neuer Schlüssel entsteht, den die Leser der Website bestätigen müssen.',
  },
  blocked: {
    because: (reason) => `${reason}`,
    becauseHint: 'Prüfungen nennt alles, was im Weg steht.',
    ofVersion: (packageId, version, reason) => `${packageId} ${version} wurde nicht veröffentlicht: ${reason}`,
    text: 'Die Prüfungen fanden Fehler.',
  },
  damaged_index: {
    text: (file) =>
      `${file} in diesem Ordner ist kein Verzeichnis, das Loadmaster geschrieben hat, oder ist beschädigt.`,
    textHint:
      'Exportiere in einen leeren Ordner, oder lösche diese Datei, wenn der Ordner sonst nichts enthält, was du brauchst.',
  },
  depot_locked: {
    since: (name, since) =>
      `Ein Release eines anderen Rechners hat ${name} seit ${new Date(since).toLocaleString('de')} gesperrt und ist vielleicht mittendrin. Dort wurde nichts geändert.`,
    sinceHint: LOCKED_HINT,
    text: (name) =>
      `Ein Release eines anderen Rechners hat ${name} gesperrt und ist vielleicht mittendrin. Dort wurde nichts geändert.`,
    textHint: LOCKED_HINT,
  },
  depot_unreachable: {
    because: (reason) => `Das Depot ist nicht erreichbar: ${reason}`,
  },
  foreign_site_key: {
    text: (name, theirs, own) =>
      `Das Verzeichnis von ${name} ist mit dem Schlüssel ${theirs} unterschrieben, nicht mit deinem (${own}). Nichts davon wurde übernommen und nichts geschrieben: mit deiner Unterschrift würden die Leser es glauben.`,
    textHint:
      'Nimm den Schlüssel, der es unterschrieben hat: LOADMASTER_SITE_KEY, oder site-key.pem des anderen Rechners. War es keiner von euch, kann dort ein anderer schreiben. Um mit deinem Schlüssel neu anzufangen, lösche dort registry.json; die Leser müssen die Website dann neu hinzufügen.',
  },
  no_beta_channel: {
    text: (version, name) => `${version} ist eine Vorabversion, und ${name} hat keinen zweiten Kanal dafür.`,
    textHint: 'Gib ihm einen (`beta` in loadmaster.json), oder veröffentliche sie nur woanders.',
  },
  no_connection: {
    text: 'Diese Registry ist hier nicht mehr eingerichtet.',
    textHint: 'Wähle eine andere, oder füge diese wieder hinzu.',
    named: (registry) => `Auf diesem Rechner gibt es keine Verbindung „${registry}“.`,
  },
  not_by_itself: {
    large: 'Dieser Ordner ist groß und muss erst gepackt werden.',
    largeHint: '„Was würde sich ändern?“ packt ihn und sieht nach.',
  },
  no_destinations: {
    off: 'Kein Ziel ist eingeschaltet.',
    offHint: 'Schalte eins ein.',
    none: 'Dieses Add-on hat noch keine Ziele.',
    noneHint: '`loadmaster destinations DIR --add ...` fügt eins hinzu.',
  },
  cannot_be_withdrawn: {
    registry: (version, name) =>
      `Eine Registry behält jede Version, die sie verarbeitet hat: ${version} lässt sich von ${name} nicht zurücknehmen.`,
    registryHint: 'Veröffentliche eine neuere Version, die es richtigstellt.',
    immutable: (tag, repository) =>
      `Der Release ${tag} von ${repository} ist unveränderlich: GitHub lässt niemanden ihn ändern.`,
    immutableHint: 'Lösch ihn auf GitHub (das Tag ist dann verbraucht), oder veröffentliche eine neuere Version.',
  },
  still_there: {
    github: (tag, repository) => `GitHub nahm die Anfrage an, aber ${repository} zeigt das Release ${tag} noch immer.`,
    githubHint: 'Sieh dir das Release auf GitHub an, und nimm es gleich noch einmal zurück.',
  },
  not_the_version_there: {
    text: (name, there, version) => `${name} hat jetzt ${there}, nicht ${version}: es gibt nichts zurückzunehmen.`,
    github: (tag, repository) => `${repository} hat keinen Release ${tag}.`,
  },
  not_released_here: {
    text: (version, name) => `Dieser Rechner hat ${version} nicht nach ${name} gebracht.`,
    textHint: 'Nimm es dort zurück, wo es veröffentlicht wurde.',
  },
  nothing_to_go_back_to: {
    text: (version, name) => `Die Dateien der Version vor ${version} bei ${name} sind nicht mehr auf diesem Rechner.`,
    textHint: 'Hol den früheren Stand aus der Versionsverwaltung und veröffentliche ihn unter einer neueren Nummer.',
    first: (version, name) =>
      `Vor ${version} wurde von diesem Rechner aus keine Version bei ${name} veröffentlicht, es gibt also keine, zu der es zurückgeht.`,
    firstHint:
      'Behebe, was falsch ist, und veröffentliche es unter einer neueren Nummer: Nutzer bekommen das als Update.',
  },
  not_as_written: {
    file: (name, first) => `${name} enthält nicht, was geschrieben wurde: ${first} ist anders.`,
    zip: (zip) => `${zip} ist nicht, was geschrieben wurde.`,
    site: (name, packageId, version) => `${name} führt ${packageId} ${version} nicht.`,
  },
  not_public: {
    text: (packageId, version) =>
      `Die Registry zeigt ${packageId} ${version} nicht allen, also kann es nicht auf die Website.`,
    textHint:
      'Das geht nur mit öffentlichen, gespeicherten Versionen: wähle diesen Zugriff, oder nimm das Ziel aus dem Release.',
  },
  not_published: {
    phase: (packageId, version, phase) => `${packageId} ${version} wurde nicht veröffentlicht: ${phase}.`,
  },
  not_seen_yet: {
    depot: (url, version) => `Unter ${url} sehen Nutzer ${version} noch nicht.`,
    depotHint:
      'Vielleicht ist ein Cache auf dem Weg: versuch es später erneut, nichts wird noch einmal gesendet. Bleibt es so, vergleiche die Adresse mit dem Ordner.',
    list: (url, name) => `Unter ${url} ist ${name} nicht die, die geschrieben wurde.`,
    listHint:
      'Vielleicht ist ein Cache auf dem Weg: versuch es später erneut, nichts wird noch einmal gesendet. Bleibt es so, vergleiche die Adresse mit dem Ordner.',
    site: (url, packageId, version) => `Unter ${url} sehen Nutzer ${packageId} ${version} noch nicht.`,
    siteHint:
      'Vielleicht ist ein Cache auf dem Weg: versuch es später erneut, nichts wird noch einmal gesendet. Bleibt es so, vergleiche die Adresse mit dem Ordner.',
  },
  not_served: {
    depot: (path, url) => `${path} ist nicht, was hochgeladen wurde, wenn man es von ${url} holt.`,
    depotHint: '`loadmaster depot check` sagt mehr.',
    site: (path, url) => `${path} ist nicht, was hochgeladen wurde, wenn man es von ${url} holt.`,
    siteHint: 'Vergleiche die Adresse der Website mit dem Ort, an den ihre Dateien geschrieben werden.',
  },
  old_site: {
    text: (host, generated, seen) =>
      `${host} zeigt seine Registry vom ${generated}, hier wurde aber schon eine vom ${seen} gelesen: es liefert eine alte Kopie, in der neuere Versionen fehlen.`,
    textHint:
      'Ein Cache oder eine Sicherung kann das tun: versuch es später. Bleibt es so, bitte die Betreiber, neu zu exportieren.',
  },
  site_key_changed: {
    text: (host, fingerprint) =>
      `${host} ist mit einem anderen Schlüssel unterschrieben als bisher (jetzt ${fingerprint}): vielleicht ist es nicht mehr von denselben Leuten.`,
    textHint: 'Frag die Betreiber. Stimmt der Schlüssel, entferne diese Registry hier und füge sie neu hinzu.',
    unsigned: (host) =>
      `${host} antwortet ohne Unterschrift, war bisher aber mit einem Schlüssel unterschrieben: vielleicht ist es nicht mehr von denselben Leuten.`,
    unsignedHint:
      'Frag die Betreiber. Ist daraus eine Registry mit Server geworden, entferne sie hier und füge sie neu hinzu.',
  },
  source_changed: {
    bytes: (seen, expected) =>
      `Der Inhalt hat ${seen} Bytes statt der versprochenen ${expected}: er änderte sich beim Lesen.`,
    archive: 'Das gepackte Archiv dieses Releases ist nicht mehr da oder wurde geändert.',
    archiveHint: 'Veröffentliche noch einmal: dann wird neu gepackt.',
    zip: (path) => `${path} ist nicht mehr, was für dieses Release gepackt wurde.`,
    zipHint: 'Veröffentliche noch einmal: es wird neu gepackt.',
  },
  superseded: {
    text: (name, version) =>
      `${name} hat an denselben Zielen ein späteres Release, darum wird ${version} nicht mehr dorthin gebracht.`,
    textHint: 'Versuch das spätere erneut, oder veröffentliche dieses unter einer neuen Nummer.',
    there: (place, there, version) =>
      `${place} hat inzwischen ${there}, und das ist neuer als ${version}. Dort wurde nichts geändert.`,
    thereHint: 'Sollen die Nutzer trotzdem die ältere bekommen, veröffentliche sie noch einmal neu.',
  },
  testers_differ: {
    text: (name, version) =>
      `Die Tester von ${name} haben ein anderes ${version} als dieses, also kann es nicht die Version für alle werden.`,
    textHint:
      'Bring dieses unter einer neuen Version zu den Testern, oder mach ihres auf dem Rechner zur Version für alle, der es veröffentlicht hat.',
  },
  testers_lack: {
    gone: 'Es gibt nichts mehr, was Tester haben und alle anderen nicht.',
    goneHint: 'Ein späteres Release hat es überholt, oder es wurde aus dem Verlauf genommen.',
    all: (name, version) => `Die Tester von ${name} haben ${version} noch nicht.`,
    allHint: 'Veröffentliche es zuerst für sie; im Terminal: `release --beta`.',
    partly: (name, version) => `Die Tester von ${name} haben ${version} noch nicht ganz.`,
    partlyHint: 'Wiederhole zuerst, was von dieser Veröffentlichung fehlschlug; im Terminal: `retry --releases`.',
  },
  unknown_destination: {
    text: (missing) => `Das Ziel „${missing}“ gibt es nicht mehr.`,
  },
  unknown_release: {
    text: 'Dieses Release ist nicht mehr im Verlauf.',
  },
  unknown_server: {
    text: 'Teste das Ziel noch einmal.',
  },
};
