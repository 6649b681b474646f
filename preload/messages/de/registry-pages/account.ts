import type { RegistryPagesWords } from '../../registry-pages-words.ts';

export const account: RegistryPagesWords['account'] = {
  signIn: 'Anmelden',
  signInWith: (provider) => `Mit ${provider} anmelden`,
  withToken: 'Mit einem Token',
  withTokenHow:
    'Zu einem Konto, das der Betreiber vergeben hat, gehört ein Token für alles. Es meldet für sechs Stunden an.',
  token: 'Token',
  goOn: 'Weiter',
  firstTime: 'Zum ersten Mal hier',
  firstTimeHow: (provider) => `${provider} sagt, wer du bist. Dazu gehört hier noch kein Konto.`,
  newAccount: 'Neues Konto anlegen',
  newAccountHow:
    'Andere sehen den Namen bei deinen Paketen: 3 bis 32 Buchstaben, Ziffern und Leerzeichen, ein Buchstabe zuerst.',
  yourName: 'Dein Name',
  connectAccount: 'Ein vorhandenes Konto benutzen',
  connectAccountHow:
    'Gib ein Token davon an, das alles darf. Danach führt beides zu diesem Konto. Eine E-Mail-Adresse allein tut das nie.',
  noNewAccounts: 'Neue Konten vergibt der Betreiber dieser Registry. Frag dort nach einem.',
  signedInAs: (name) => `Angemeldet als ${name}`,
  tokens: 'Tokens',
  until: (day) => `bis ${day}`,
  mayAll: 'alles',
  mayPublish: 'veröffentlichen und sehen, was dir gehört',
  mayUpload: (packages) => `Versionen von ${packages} hochladen`,
  endToken: 'Beenden',
  noTokens: 'Es gibt noch keines.',
  thisSession: 'dieser Browser',
  newToken: 'Neues Token',
  tokenName: 'Name',
  tokenDays: 'Tage',
  tokenFor: 'Für',
  forApp: 'Loadmaster auf einem meiner Computer',
  forPackage: (packageId) => `CI: nur Versionen von ${packageId}`,
  make: 'Token anlegen',
  made: 'Dein neues Token',
  madeHow: 'Es wird nur jetzt gezeigt. Füge es in Loadmaster ein oder in die Geheimnisse deiner CI.',
  back: 'Zurück zu deinen Tokens',
  signOut: 'Abmelden',
  forLoadmaster: 'Ein Token für Loadmaster?',
  forLoadmasterHow: (device) =>
    `Loadmaster auf diesem Computer (es nennt sich ${device}) bittet um ein Token für ein Jahr. Erlaube es nur, wenn du das gerade dort begonnen hast.`,
  allow: 'Erlauben',
  notAllow: 'Nicht erlauben',
  faults: {
    title: 'Das ging nicht',
    tryAgain: 'Noch einmal anmelden',
    refusedThere: (provider) => `Du wurdest bei ${provider} nicht angemeldet und bist es deshalb auch hier nicht.`,
    notBelieved: (provider) =>
      `Die Antwort von ${provider} ließ sich nicht prüfen, deshalb wurde niemand angemeldet. Beginne noch einmal; bleibt es so, sag es dem Betreiber dieser Registry.`,
    away: (provider) =>
      `${provider} antwortet gerade nicht. Versuch es in einer Minute wieder; vorhandene Tokens gelten weiter.`,
    tooLate:
      'Die Anmeldung hat zu lange gedauert, wurde schon benutzt oder in einem anderen Browser begonnen. Beginne noch einmal.',
    otherPage: 'Das hat eine Seite einer anderen Website geschickt, deshalb geschah nichts.',
    noSuchToken: 'Kein Konto hier hat dieses Token, es ist abgelaufen, oder es darf nicht alles.',
    badName: 'Das kann kein Name sein: 3 bis 32 Buchstaben, Ziffern und Leerzeichen, ein Buchstabe zuerst.',
    nameTaken: 'So heißt hier schon jemand. Wähle einen anderen Namen.',
    badToken: 'Das Token wurde nicht angelegt:',
    noToken: 'Dieses Token gibt es nicht mehr.',
    badHandover: 'Loadmaster hat nicht gesagt, wo es wartet. Beginne dort noch einmal.',
  },
};
