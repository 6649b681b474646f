import type { PageWords } from '../../page-words.ts';
import { plural } from '../../plural.ts';

// A 204 is "received", never "published".
export const submissions: PageWords['submissions'] = {
  label: {
    queued: 'wartet',
    building: 'wird gepackt',
    buildingAt: (percent) => `wird gepackt, ${percent}`,
    blocked: 'durch Prüfungen gestoppt',
    built: 'bereit zum Senden',
    rateLimit: 'muss warten',
    offline: 'offline',
    serverTrouble: 'wird gleich neu gesendet',
    autoRetry: 'wird gleich wiederholt',
    sending: 'wird hochgeladen',
    sendingAt: (percent) => `wird hochgeladen, ${percent}`,
    sent: 'wartet auf Antwort',
    uncertain: 'prüft, ob die Registry es hat',
    processing: 'wird verarbeitet',
    processed: 'verarbeitet',
    failed: 'fehlgeschlagen',
    rejected: 'nicht angenommen',
    stopped: 'gestoppt',
    cancelled: 'abgebrochen',
    rehearsed: 'geprobt',
    interrupted: 'unterbrochen',
  },
  sentence: {
    queued: 'Wartet, bis es an der Reihe ist. Nichts wurde gesendet.',
    building: 'Das Zip wird gepackt. Nichts wurde gesendet.',
    blocked: (count) =>
      plural(count, {
        one: '# Problem muss zuerst behoben werden. Nichts wurde gesendet.',
        other: '# Probleme müssen zuerst behoben werden. Nichts wurde gesendet.',
      }),
    built: 'Das Zip ist fertig. Es wird gesendet, sobald es an der Reihe ist.',
    rateLimit: (countdown) => `Die Registry bittet zu warten. Gesendet wird in ${countdown}.`,
    offline: (countdown) => `Die Registry ist nicht erreichbar. Nichts geht verloren; neuer Versuch in ${countdown}.`,
    serverTrouble: (countdown) => `Die Registry hat es nicht empfangen. Es wird in ${countdown} neu gesendet.`,
    autoRetry: (countdown) => `Die Registry hatte eine Störung. Es wird in ${countdown} von selbst neu gesendet.`,
    sending: (attempt) => (attempt > 1 ? `Wird hochgeladen, Versuch ${attempt}.` : 'Wird hochgeladen.'),
    sent: 'Alles ist gesendet. Die Antwort der Registry steht noch aus.',
    uncertain: 'Die Verbindung riss ab, bevor die Registry antwortete. Sie wird gefragt, ob sie die Version hat.',
    uncertainNext: (countdown) => `Nächste Nachfrage in ${countdown}.`,
    uncertainNow: 'Es wird gerade nachgefragt.',
    processing: (version) => `${version} wurde empfangen. Die Registry verarbeitet es.`,
    processingCancelled: (version) =>
      `Zu spät zum Abbrechen: Die Registry hat es und verarbeitet es. Version ${version} ist verbraucht.`,
    processed: (version) => `${version} ist verarbeitet und auf der Registry.`,
    processedPrivate: (version) =>
      `${version} ist verarbeitet. Nur wer den privaten Schlüssel hat, kann es installieren.`,
    processedNotStored: (version) =>
      `${version} ist verarbeitet. Die Registry bewahrt es nicht auf; sie hat einen Link gemailt.`,
    failed: 'Die Registry konnte es nicht verarbeiten.',
    notStored: (version) => `Nichts wurde gespeichert, Version ${version} ist noch frei.`,
    numberUsed: (version) => `Version ${version} ist verbraucht; ein neuer Versuch behält die Nummer.`,
    cancelledBefore: (version) => `Abgebrochen. Nichts hat die Registry erreicht, Version ${version} ist noch frei.`,
    cancelledAfter: (version) => `Abgebrochen, aber die Registry hatte es schon: Version ${version} ist verbraucht.`,
    rehearsed: 'Alles außer dem Senden wurde getan, und es fand sich kein Fehler.',
    interrupted: 'Loadmaster endete, während dies in Arbeit war. Es geht weiter, wenn du es sagst.',
  },
  rate: {
    label: (rate) => `Wie schnell es geht, in den letzten Sekunden: höchstens ${rate}`,
    most: (rate) => `höchstens ${rate}`,
  },
  figures: {
    sent: (done, total) => `${done} von ${total}`,
    files: (done, total) => `${done} von ${total} Dateien`,
    left: (duration) => `noch ${duration}`,
    reused: (size) => `${size} übernommen`,
    since: (duration) => `seit ${duration}`,
  },
  phases: {
    build: 'Packen',
    upload: 'Upload',
    uploadAttempt: (attempt) => `Upload, Versuch ${attempt}`,
    process: 'Verarbeitung',
    result: 'Ergebnis',
  },
  actions: {
    sendAgain: 'Jetzt erneut versuchen',
    rebuild: 'Neu packen und senden',
    reprocess: 'Neu verarbeiten',
    check: 'Jetzt nachfragen',
    newVersion: (version) => (version === undefined ? 'Formular öffnen' : `Formular mit ${version} öffnen`),
    signIn: 'Verbindung öffnen',
    resume: 'Fortsetzen',
    openForm: 'Formular öffnen',
    openChecks: 'Prüfungen öffnen',
    cancel: 'Abbrechen',
  },
  cancelling: {
    title: (version) => `${version} abbrechen?`,
    act: 'Release abbrechen',
    keep: 'Weiterlaufen lassen',
    received: (version) =>
      `Die Registry hat ${version} schon, die Nummer ist damit verbraucht. Es kann noch veröffentlicht werden; von hier wird nichts mehr gesendet.`,
    unknown: (version) =>
      `Noch weiß niemand, ob die Registry ${version} hat. Wenn ja, ist die Nummer verbraucht, und es kann noch veröffentlicht werden.`,
    failedThere: (version) =>
      `Die Registry hat ${version} angenommen, die Nummer ist also verbraucht, auch wenn nicht neu gesendet wird. Ein neuer Versuch behält die Nummer.`,
  },
  progress: (name, version) => `Fortschritt von ${name} ${version}`,
  couldNotRetry: (name, version) => `${name} ${version} konnte nicht erneut versucht werden.`,
  couldNotCancel: (name, version) => `${name} ${version} konnte nicht abgebrochen werden.`,
  couldNotRetryAll: 'Die fehlgeschlagenen Versionen konnten nicht erneut versucht werden.',
  retriedAll: (count) => plural(count, { one: '# neuer Versuch läuft.', other: '# neue Versuche laufen.' }),
  skipped: (count) =>
    plural(count, {
      one: '# Version braucht zuerst etwas von dir.',
      other: '# Versionen brauchen zuerst etwas von dir.',
    }),
};
