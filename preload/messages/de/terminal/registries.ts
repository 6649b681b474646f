import type { TerminalWords } from '../../terminal-words.ts';

export const registries: Pick<TerminalWords, keyof typeof import('../../en/terminal/registries.ts').registries> = {
  app: {
    settingsKept: (file) => `Die Einstellungen ließen sich nicht lesen; sie liegen jetzt als ${file} da.`,
    tokensKept: (file) => `Die Tokens ließen sich nicht lesen; die Datei liegt jetzt als ${file} da.`,
    noRegistry: (where, names) =>
      `Es gibt keine Registry „${where}“. Es gibt: ${names}. \`loadmaster connect ADRESSE\` fügt eine hinzu.`,
    timeoutSeconds: '--timeout nimmt eine Zahl von Sekunden.',
  },
  publish: {
    goesOn: (name) => `${name} wurde schon begonnen; es geht damit weiter.`,
    moreNotes: (notes) => `Dazu ${notes}: \`loadmaster check\` nennt sie.`,
    noPlatform: (name, names) => `Es gibt keine Plattform ${name}. Es gibt: ${names}.`,
    notJson: (option) => `${option} ist kein JSON. Es sollte aussehen wie [["author.package","1.2-"]].`,
    notList: (option) => `${option} ist eine Liste wie [["author.package","1.2-"]].`,
    notRow: (option) => `Jede Zeile von ${option} ist [ID, Auswahl].`,
  },
  submission: {
    archive: (size, sha256) => `Archiv ${size}, sha256 ${sha256}`,
    package: (size, sha256) => `Paket ${size}, sha256 ${sha256}`,
    packageHash: (sha256) => `Paket sha256 ${sha256}`,
    checkSaysWhy: '`loadmaster check DIR` sagt, warum und was hilft; veröffentliche danach neu. Nichts wurde gesendet.',
    retry: (sentence) => `\`loadmaster retry\`: ${sentence}`,
    askAgain: (name) =>
      `\`loadmaster resume ${name}\` fragt noch einmal, mit einem anderen Token, wenn es eins gibt; --wait wartet darauf.`,
    waitAgain: (name) =>
      `\`loadmaster status\` sagt, wie es steht, \`loadmaster resume ${name}\` wartet weiter darauf.`,
    queued: (name) => `${name} wartet, bis es an der Reihe ist.`,
    building: (name) => `${name} wird geprüft und gepackt.`,
    blocked: (name) => `${name} wurde nicht gesendet: die Prüfungen fanden Fehler.`,
    built: (name) => `${name} ist gepackt.`,
    waiting: (name, time, why) => `${name} wartet ${time}: ${why}.`,
    sending: (name) => `${name} wird gesendet.`,
    sendingAgain: (name, attempt) => `${name} wird gesendet (Versuch ${attempt}).`,
    uncertain: (name) => `${name}: es wird gefragt, ob die Registry es bekommen hat.`,
    uncertainForGood: (name) =>
      `${name}: ob die Registry es bekommen hat, ist unbekannt; dieses Token darf nicht fragen.`,
    processing: (name) => `${name} ist angekommen; die Registry verarbeitet es.`,
    processingUnseen: (name) => `${name} ist angekommen; wie es endet, kann dieses Token nicht sehen.`,
    processed: (name) => `${name} ist veröffentlicht.`,
    processedEarlier: (name) => `${name} ist veröffentlicht (durch einen Versuch, dessen Antwort verloren ging).`,
    failed: (name, status, sentence) =>
      `${name} ist auf der Registry fehlgeschlagen (${status}). ${sentence}`.trimEnd(),
    rejected: (name, status) => `${name} wurde von der Registry abgelehnt (${status}).`,
    stopped: (name) => `${name} konnte nicht weitergehen.`,
    cancelledUsed: (name) => `${name} wurde abgebrochen; die Nummer ist verbraucht.`,
    cancelledFree: (name) => `${name} wurde abgebrochen; die Nummer ist noch frei.`,
    rehearsed: (name) => `${name} würde gesendet: alles außer dem Senden ist getan.`,
    waits: {
      'rate-limit': 'die Registry bittet um eine Pause',
      offline: 'die Registry ist nicht erreichbar',
      'server-trouble': 'die Registry hat Schwierigkeiten',
      'auto-retry': 'es wird von selbst noch einmal versucht',
    },
    interrupted: 'unterbrochen',
    phases: {
      queued: 'wartet',
      building: 'packt',
      blocked: 'verhindert',
      built: 'gepackt',
      waiting: 'pausiert',
      sending: 'sendet',
      uncertain: 'ungewiss',
      processing: 'verarbeitet',
      processed: 'veröffentlicht',
      failed: 'gescheitert',
      rejected: 'abgelehnt',
      stopped: 'angehalten',
      cancelled: 'abgebrochen',
      rehearsed: 'geprobt',
    },
  },
  retry: {
    sayWhich: 'Sag, welche: PAKET VERSION oder --all-failed.',
    takeOver: '--take-over gilt Releases: sag --releases dazu.',
    interrupted: (name) => `${name} wurde unterbrochen: \`loadmaster resume ${name}\` macht weiter.`,
    nothingFailed: 'Nichts ist fehlgeschlagen.',
    nothingYet: 'Von hier wurde noch nichts veröffentlicht.',
  },
  versions: {
    sayWhich: 'Sag, welche Version: versions PAKET VERSION --package-file DATEI.',
    saved: (path) => `Gespeichert: ${path}`,
    none: 'Es gibt keine Versionen.',
  },
  packages: {
    created: (packageId) => `${packageId} ist angelegt.`,
    described: (packageId) => `${packageId} hat seine neue Beschreibung.`,
    none: 'Du hast dort noch keine Pakete.',
  },
  jobToken: {
    got: (registry, packageId) =>
      `${registry} vertraut diesem Job: Er hat ein eigenes Token für ${packageId}, für eine Viertelstunde.`,
    tried: (registry) =>
      `Für ${registry} ist kein Token da, deshalb wurde mit dem, was die CI über diesen Job unterschreibt, um eines gebeten.`,
    noRight:
      'Es ist kein Token da. Eine Registry kann stattdessen diesem Job selbst vertrauen, wenn er `permissions: id-token: write` hat (docs/ci.md).',
  },
  connect: {
    token: (state) => `Token: ${state}`,
    tokenStates: { none: 'keins', kept: 'behalten', 'session-only': 'nur für diese Sitzung', locked: 'gesperrt' },
    noConnection: (name) => `Es gibt keine Verbindung „${name}“.`,
    forgotten: (name) => `${name} und das Token dazu sind vergessen.`,
    theRegistry: 'Die Registry',
    answers: (registry) => `${registry} antwortet.`,
    answersYou: (registry, author) => `${registry} antwortet; du bist ${author}.`,
    askToken: 'Token:',
    signInAt:
      'Melde dich mit einem Browser auf diesem Computer an; Strg-C gibt es auf. Öffnet sich keiner, geh zu dieser Adresse:',
    signInWhere: 'Sag, wo du dich anmelden willst: connect ADDRESS --sign-in, ohne --no-token.',
  },
  registry: {
    rehearsalEnded: 'Die Probe ist beendet.',
    rehearsing: (count) => `Zu probende Störungen: ${count}.`,
    portRange: '--port ist eine ganze Zahl bis 65535.',
    serving: (url, folder) =>
      `Die lokale Registry antwortet unter ${url}. Ihre Daten liegen in ${folder}. Strg-C beendet sie.`,
    notJson: '--rehearse ist eine JSON-Liste von Störungen, etwa [{"fault":"offline"}].',
    unreadable: (details) => `--rehearse lässt sich nicht lesen: ${details}`,
  },
};
