import { type RegistryPagesWords, registryPagesWords } from '../../preload/messages/registry-pages.ts';
import type { Role } from '../../protocol/index.ts';
import { accountPage, type Reader } from './account-frame.ts';
import { type Html, html } from './html.ts';

// Who shares packages with the reader, and which workflows of CI may publish one.

export interface ShownInvitation {
  readonly id: string;
  readonly by: string;
  /** Of the package or the team. */
  readonly name: string;
  readonly isTeam: boolean;
  readonly role: Role;
}

export function invitationSection({ language }: Reader, invitations: readonly ShownInvitation[]): Html | [] {
  if (invitations.length === 0) return [];
  const t = registryPagesWords(language).sharing;
  const item = (one: ShownInvitation): Html =>
    html`<li><h3>${one.name}</h3><p class="by">${t.invited(one)}</p><form method="post" action="/me/invitations"><input type="hidden" name="id" value="${one.id}">
<button name="answer" value="accept" aria-label="${`${t.accept}: ${one.name}`}">${t.accept}</button>
<button class="quiet" name="answer" value="decline" aria-label="${`${t.decline}: ${one.name}`}">${t.decline}</button></form></li>`;
  return html`<section><h2>${t.invitations}</h2><ul class="tokens asked" aria-label="${t.invitations}">${invitations.map(item)}</ul></section>`;
}

export interface ShownModerated {
  readonly packageId: string;
  /** ISO 8601. */
  readonly hiddenAt: string;
  readonly removedAt: string | undefined;
  /** What the operator said about it. */
  readonly reason: string | undefined;
}

/** The reader's packages that the operator has taken from everybody's sight. */
export function moderatedSection({ language }: Reader, moderated: readonly ShownModerated[]): Html | [] {
  if (moderated.length === 0) return [];
  const t = registryPagesWords(language).sharing;
  const item = ({ packageId, hiddenAt, removedAt, reason }: ShownModerated): Html =>
    html`<li><h3>${packageId}</h3><p>${removedAt === undefined ? t.hidden(hiddenAt.slice(0, 10)) : t.removed(removedAt.slice(0, 10))}</p>${
      reason === undefined ? [] : html`<p class="text">${t.reason(reason)}</p>`
    }</li>`;
  return html`<section><h2>${t.moderated}</h2><ul class="tokens" aria-label="${t.moderated}">${moderated.map(item)}</ul></section>`;
}

/** Where the packages are whose CI the reader looks after. */
export function ciSection({ language }: Reader, owned: readonly string[]): Html | [] {
  if (owned.length === 0) return [];
  const t = registryPagesWords(language).sharing;
  const row = (id: string): Html => html`<li><a href="/me/ci?package=${id}">${id}</a></li>`;
  return html`<section><h2>${t.ci}</h2><p>${t.ciHow}</p><ul class="beside">${owned.map(row)}</ul></section>`;
}

export interface ShownPublisher {
  readonly id: string;
  readonly repository: string;
  readonly workflow: string;
  readonly environment: string | undefined;
  /** ISO 8601. */
  readonly used: string | undefined;
}

/** `issuers`: whose jobs may be named. */
export function publishersPage(
  reader: Reader,
  packageId: string,
  publishers: readonly ShownPublisher[],
  issuers: readonly string[],
): string {
  const t = registryPagesWords(reader.language).sharing;
  return accountPage(
    reader,
    t.ciOf(packageId),
    html`<p><a href="/me">${registryPagesWords(reader.language).account.back}</a></p><p>${t.ciOfHow}</p>${publishers.length === 0 ? html`<p>${t.none}</p>` : publisherList(t, packageId, publishers)}${newPublisherForm(t, packageId, issuers)}`,
  );
}

function publisherList(
  t: RegistryPagesWords['sharing'],
  packageId: string,
  publishers: readonly ShownPublisher[],
): Html {
  const item = (one: ShownPublisher): Html =>
    html`<li><h3>${one.repository}</h3>
<form method="post" action="/me/ci/end"><input type="hidden" name="package" value="${packageId}"><input type="hidden" name="id" value="${one.id}"><button class="quiet" aria-label="${`${t.end}: ${one.repository} ${one.workflow}`}">${t.end}</button></form>
<p class="by">${t.about(one)}</p></li>`;
  return html`<ul class="tokens" aria-label="${t.ciOf(packageId)}">${publishers.map(item)}</ul>`;
}

function newPublisherForm(t: RegistryPagesWords['sharing'], packageId: string, issuers: readonly string[]): Html {
  const field = (name: 'repository' | 'workflow' | 'environment', how: string, required: boolean): Html =>
    html`<p><label for="${name}">${t[name]}</label><br><input id="${name}" name="${name}" maxlength="255" aria-describedby="${name}-how"${required ? html` required` : []}><br><small id="${name}-how">${how}</small></p>`;
  const option = (issuer: string): Html => html`<option value="${issuer}">${new URL(issuer).host}</option>`;
  const choice =
    issuers.length < 2
      ? []
      : html`<p><label for="issuer">${t.issuer}</label><br><select id="issuer" name="issuer">${issuers.map(option)}</select></p>`;
  return html`<section><h2>${t.newOne}</h2><form method="post" action="/me/ci"><input type="hidden" name="package" value="${packageId}">
${choice}${field('repository', t.repositoryHow, true)}${field('workflow', t.workflowHow, true)}${field('environment', t.environmentHow, false)}<p><button>${t.add}</button></p></form></section>`;
}
