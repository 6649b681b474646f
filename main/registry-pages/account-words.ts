import type { Language } from '../../preload/contract/languages.ts';

/** What the pages say on which somebody signs in and looks after tokens. */
export interface AccountWords {
  readonly signIn: string;
  signInWith(provider: string): string;
  readonly withToken: string;
  readonly withTokenHow: string;
  readonly token: string;
  readonly goOn: string;
  readonly firstTime: string;
  firstTimeHow(provider: string): string;
  readonly newAccount: string;
  readonly newAccountHow: string;
  readonly yourName: string;
  readonly connectAccount: string;
  readonly connectAccountHow: string;
  readonly noNewAccounts: string;
  signedInAs(name: string): string;
  readonly tokens: string;
  until(day: string): string;
  readonly mayAll: string;
  readonly mayPublish: string;
  mayUpload(packages: string): string;
  readonly endToken: string;
  readonly noTokens: string;
  readonly thisSession: string;
  readonly newToken: string;
  readonly tokenName: string;
  readonly tokenDays: string;
  readonly tokenFor: string;
  readonly forApp: string;
  forPackage(packageId: string): string;
  readonly make: string;
  readonly made: string;
  readonly madeHow: string;
  readonly back: string;
  readonly signOut: string;
  readonly forLoadmaster: string;
  forLoadmasterHow(device: string): string;
  readonly allow: string;
  readonly notAllow: string;
  readonly faults: AccountFaults;
}

/** Why it did not work, and what to do. */
interface AccountFaults {
  readonly title: string;
  readonly tryAgain: string;
  refusedThere(provider: string): string;
  notBelieved(provider: string): string;
  away(provider: string): string;
  readonly tooLate: string;
  readonly otherPage: string;
  readonly noSuchToken: string;
  readonly badName: string;
  readonly nameTaken: string;
  readonly badToken: string;
  readonly noToken: string;
  readonly badHandover: string;
}

const en: AccountWords = {
  signIn: 'Sign in',
  signInWith: (provider) => `Sign in with ${provider}`,
  withToken: 'With a token',
  withTokenHow: 'An account that the operator gave out has a token for everything. It signs in for six hours.',
  token: 'Token',
  goOn: 'Go on',
  firstTime: 'Your first time here',
  firstTimeHow: (provider) => `${provider} says who you are. No account here belongs to that yet.`,
  newAccount: 'Make a new account',
  newAccountHow: 'Others see the name at your packages: 3 to 32 letters, digits and spaces, a letter first.',
  yourName: 'Your name',
  connectAccount: 'Use an account you have',
  connectAccountHow:
    'Give a token of it that may do everything. From then on both lead to that account. An e-mail address alone never does.',
  noNewAccounts: 'New accounts are given out by the operator of this registry. Ask there for one.',
  signedInAs: (name) => `Signed in as ${name}`,
  tokens: 'Tokens',
  until: (day) => `until ${day}`,
  mayAll: 'everything',
  mayPublish: 'publish, and see what is yours',
  mayUpload: (packages) => `upload versions of ${packages}`,
  endToken: 'End',
  noTokens: 'There is none yet.',
  thisSession: 'this browser',
  newToken: 'A new token',
  tokenName: 'Name',
  tokenDays: 'Days',
  tokenFor: 'For',
  forApp: 'Loadmaster on a computer of mine',
  forPackage: (packageId) => `CI: versions of ${packageId} alone`,
  make: 'Make the token',
  made: 'Your new token',
  madeHow: 'It is shown only now. Paste it into Loadmaster, or into the secrets of your CI.',
  back: 'Back to your tokens',
  signOut: 'Sign out',
  forLoadmaster: 'A token for Loadmaster?',
  forLoadmasterHow: (device) =>
    `Loadmaster on this computer (it calls itself ${device}) asks for a token for a year. Allow it only if you have just begun this there.`,
  allow: 'Allow',
  notAllow: 'Do not allow it',
  faults: {
    title: 'That did not work',
    tryAgain: 'Sign in again',
    refusedThere: (provider) => `You were not signed in at ${provider}, so you are not signed in here.`,
    notBelieved: (provider) =>
      `The answer that came from ${provider} could not be verified, so nobody was signed in. Begin again; if it stays so, tell the operator of this registry.`,
    away: (provider) => `${provider} does not answer now. Try again in a minute; tokens you have go on working.`,
    tooLate: 'The sign-in took too long, was used before, or was begun in another browser. Begin it again.',
    otherPage: 'This was sent by a page of another site, so nothing was done.',
    noSuchToken: 'No account here has that token, it has run out, or it may not do everything.',
    badName: 'That cannot be a name: 3 to 32 letters, digits and spaces, a letter first.',
    nameTaken: 'Somebody here has that name. Choose another one.',
    badToken: 'The token was not made:',
    noToken: 'There is no such token any more.',
    badHandover: 'Loadmaster did not say where it waits. Begin again there.',
  },
};

const de: AccountWords = {
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

export const ACCOUNT_WORDS: Readonly<Record<Language, AccountWords>> = { en, de };
