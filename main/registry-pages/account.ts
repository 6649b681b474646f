import { type RegistryPagesWords, registryPagesWords } from '../../preload/messages/registry-pages.ts';
import { TOKEN_LIMITS } from '../../protocol/index.ts';
import { accountPage, type Reader } from './account-frame.ts';
import { type Html, html } from './html.ts';
import {
  ciSection,
  invitationSection,
  moderatedSection,
  type ShownInvitation,
  type ShownModerated,
} from './sharing.ts';

// Where people sign in and look after their tokens. Only a registry with a server has these pages; they have no script either.

function tokenField(t: RegistryPagesWords['account']): Html {
  return html`<p><label for="token">${t.token}</label><br><input id="token" name="token" type="password" autocomplete="off" required maxlength="1024" size="48"></p>`;
}

export function signInPage(reader: Reader, provider: string | undefined): string {
  const t = registryPagesWords(reader.language).account;
  const button =
    provider === undefined
      ? []
      : html`<p><a class="get inline" href="/sign-in/provider">${t.signInWith(provider)}</a></p>`;
  return accountPage(
    reader,
    t.signIn,
    html`${button}<section><h2>${t.withToken}</h2><p>${t.withTokenHow}</p>
<form method="post" action="/sign-in/token">${tokenField(t)}<p><button>${t.signIn}</button></p></form></section>`,
  );
}

/** Somebody who is known elsewhere and not yet here. */
export function firstTimePage(
  reader: Reader,
  {
    provider,
    makesAccounts,
    name,
  }: { readonly provider: string; readonly makesAccounts: boolean; readonly name: string },
): string {
  const t = registryPagesWords(reader.language).account;
  const making = makesAccounts
    ? html`<section><h2>${t.newAccount}</h2><p id="how">${t.newAccountHow}</p><form method="post" action="/sign-in/first">
<p><label for="name">${t.yourName}</label><br><input id="name" name="name" value="${name}" required maxlength="32" aria-describedby="how"></p><p><button>${t.newAccount}</button></p></form></section>`
    : html`<p>${t.noNewAccounts}</p>`;
  return accountPage(
    reader,
    t.firstTime,
    html`<p>${t.firstTimeHow(provider)}</p>${making}<section><h2>${t.connectAccount}</h2><p>${t.connectAccountHow}</p>
<form method="post" action="/sign-in/first">${tokenField(t)}<p><button>${t.goOn}</button></p></form></section>`,
  );
}

export interface ShownToken {
  readonly id: string;
  readonly name: string;
  readonly may: string;
  /** ISO 8601; undefined for one that does not run out. */
  readonly until: string | undefined;
  /** The one the browser itself is signed in with. */
  readonly own: boolean;
}

export interface AccountView {
  readonly name: string;
  readonly tokens: readonly ShownToken[];
  /** Packages one may publish. */
  readonly packages: readonly string[];
  readonly invitations: readonly ShownInvitation[];
  readonly moderated: readonly ShownModerated[];
  /** Packages whose CI one looks after; none where the registry believes no CI. */
  readonly ciPackages: readonly string[];
}

export function tokensPage(reader: Reader, view: AccountView): string {
  const t = registryPagesWords(reader.language).account;
  return accountPage(
    reader,
    t.signedInAs(view.name),
    html`<form method="post" action="/me/sign-out"><p><button class="quiet">${t.signOut}</button></p></form>
${moderatedSection(reader, view.moderated)}${invitationSection(reader, view.invitations)}<section><h2>${t.tokens}</h2>${view.tokens.length === 0 ? html`<p>${t.noTokens}</p>` : tokenList(t, view.tokens)}</section>
${newTokenForm(t, view.packages)}${ciSection(reader, view.ciPackages)}`,
  );
}

function tokenList(t: RegistryPagesWords['account'], tokens: readonly ShownToken[]): Html {
  const about = ({ may, until }: ShownToken): string =>
    until === undefined ? may : `${may} · ${t.until(until.slice(0, 10))}`;
  const item = (token: ShownToken): Html =>
    html`<li><h3>${token.name}${token.own ? ` (${t.thisSession})` : ''}</h3>
<form method="post" action="/me/tokens/end"><input type="hidden" name="id" value="${token.id}"><button class="quiet" aria-label="${`${t.endToken}: ${token.name}`}">${t.endToken}</button></form>
<p class="by">${about(token)}</p></li>`;
  return html`<ul class="tokens" aria-label="${t.tokens}">${tokens.map(item)}</ul>`;
}

function newTokenForm(t: RegistryPagesWords['account'], packages: readonly string[]): Html {
  const choice = (value: string, label: string): Html => html`<option value="${value}">${label}</option>`;
  return html`<section><h2>${t.newToken}</h2><form method="post" action="/me/tokens">
<p><label for="for">${t.tokenFor}</label><br><select id="for" name="for">${choice('', t.forApp)}${packages.map((id) => choice(id, t.forPackage(id)))}</select></p>
<p><label for="name">${t.tokenName}</label><br><input id="name" name="name" required minlength="3" maxlength="32"></p>
<p><label for="days">${t.tokenDays}</label><br><input id="days" name="days" type="number" min="1" max="${String(TOKEN_LIMITS.days)}" value="90" required></p>
<p><button>${t.make}</button></p></form></section>`;
}

/** The only page that ever shows a token. */
export function madeTokenPage(reader: Reader, token: string): string {
  const t = registryPagesWords(reader.language).account;
  return accountPage(
    reader,
    t.made,
    html`<p>${t.madeHow}</p><p class="sheet secret"><code>${token}</code></p><p><a href="/me">${t.back}</a></p>`,
  );
}

export interface Handover {
  /** What the app calls its computer. */
  readonly device: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Where the app waits. */
  readonly address: string;
  /** The same, with the word that it gets nothing. */
  readonly refusal: string;
}

/** Loadmaster on the reader's own computer asks for a token. */
export function handoverPage(reader: Reader, { device, fields, address, refusal }: Handover): string {
  const t = registryPagesWords(reader.language).account;
  const hidden = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return accountPage(
    reader,
    t.forLoadmaster,
    html`<p>${t.forLoadmasterHow(device)}</p><form method="post" action="/me/app">${hidden}<p><button>${t.allow}</button> <a href="${refusal}">${t.notAllow}</a></p></form>`,
    address,
  );
}

/** What went wrong, in a sentence, and the way on: for who was signed in already, back to the account. */
export function accountFaultPage(reader: Reader, said: string, wasInAccount: boolean): string {
  const { faults, back } = registryPagesWords(reader.language).account;
  const way = wasInAccount ? html`<a href="/me">${back}</a>` : html`<a href="/sign-in">${faults.tryAgain}</a>`;
  return accountPage(reader, faults.title, html`<p role="alert">${said}</p><p>${way}</p>`);
}
