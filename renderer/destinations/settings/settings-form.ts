import { placeForTesters, whereTestersAre } from '../../../preload/contract/testers-place.ts';
import type {
  DestinationKind,
  DestinationPlace,
  DestinationSettings,
  FoundDestination,
} from '../../../preload/contract.ts';
import { testersFolder } from './testers-folder.ts';

type Carrier = DestinationPlace['carrier'];

/** What is typed in the dialog, whatever of it is asked for at the moment. */
export interface SettingsForm {
  readonly kind: DestinationKind;
  readonly carrier: Carrier;
  readonly values: Readonly<Partial<Record<FieldName, string>>>;
}

export type FieldName =
  | 'name'
  | 'url'
  | 'titleField'
  | 'once'
  | 'betaUrl'
  | 'betaWhere'
  | 'path'
  | 'remote'
  | 'branch'
  | 'folder'
  | 'host'
  | 'port'
  | 'user'
  | 'tls'
  | 'login'
  | 'keyFile'
  | 'webdavUrl'
  | 'bucket'
  | 'region'
  | 'endpoint'
  | 'accessKeyId'
  | 'owner'
  | 'repository'
  | 'api'
  | 'registry'
  | 'siteTitle';

export const KINDS: readonly DestinationKind[] = ['skunkcrafts', 'github', 'zip', 'folder', 'xpkg', 'static-site'];
export const CARRIERS: readonly Carrier[] = ['folder', 'git', 'sftp', 'ftp', 'webdav', 's3'];

const OF_CARRIER: Readonly<Record<Carrier, readonly FieldName[]>> = {
  folder: ['path'],
  git: ['remote', 'branch', 'folder'],
  sftp: ['host', 'port', 'user', 'folder', 'login'],
  ftp: ['host', 'port', 'user', 'folder', 'tls'],
  webdav: ['webdavUrl', 'user'],
  s3: ['bucket', 'folder', 'region', 'endpoint', 'accessKeyId'],
};
const OPTIONAL: ReadonlySet<FieldName> = new Set<FieldName>([
  ...([
    'titleField',
    'siteTitle',
    'once',
    'betaUrl',
    'betaWhere',
    'folder',
    'port',
    'region',
    'endpoint',
    'accessKeyId',
    'api',
  ] as const),
]);
const ADDRESSES: ReadonlySet<FieldName> = new Set<FieldName>(['url', 'betaUrl', 'webdavUrl', 'endpoint', 'api']);

/** What a name is to begin with; another when it is taken. */
const NAMES: Readonly<Record<DestinationKind, string>> = {
  skunkcrafts: 'SkunkCrafts',
  github: 'GitHub',
  zip: 'Forum',
  folder: 'Mirror',
  xpkg: 'X-Pkg',
  'static-site': 'Website',
};

export function hasPlace({ kind }: Pick<SettingsForm, 'kind'>): boolean {
  return kind === 'skunkcrafts' || kind === 'folder' || kind === 'static-site';
}

export function takesSecret({ kind, carrier, values }: SettingsForm): boolean {
  if (kind === 'github') return true;
  if (!hasPlace({ kind }) || carrier === 'folder') return false;
  return carrier !== 'sftp' || values.login !== 'agent';
}

/** What the place calls what it wants to see; a key may have a passphrase, and git over http takes either. */
export function secretOf({
  kind,
  carrier,
  values,
}: SettingsForm): 'password' | 'token' | 'passphrase' | 'access-key' | 'either' {
  if (kind === 'github') return 'token';
  if (carrier === 's3') return 'access-key';
  if (carrier === 'git') return 'either';
  return carrier === 'sftp' && values.login === 'key' ? 'passphrase' : 'password';
}

/** In the order in which they are asked. */
export function fieldsOf({ kind, carrier, values }: SettingsForm): readonly FieldName[] {
  const key: readonly FieldName[] = carrier === 'sftp' && values.login === 'key' ? ['keyFile'] : [];
  const place = [...OF_CARRIER[carrier], ...key];
  switch (kind) {
    case 'skunkcrafts':
      return ['name', 'url', ...place, 'titleField', 'once', 'betaUrl', 'betaWhere'];
    case 'folder':
      return ['name', ...place];
    case 'zip':
      return ['name', 'path'];
    case 'github':
      return ['name', 'owner', 'repository', 'api'];
    case 'xpkg':
      return ['name', 'registry'];
    case 'static-site':
      return ['name', 'registry', 'url', ...place, 'siteTitle'];
  }
}

/** `half`: of two that belong together the other is filled in. */
export type FieldFault = 'missing' | 'badUrl' | 'half';

/** Of what is typed in a field of a form. */
export function faultIn(form: SettingsForm, field: FieldName): FieldFault | undefined {
  const other = PAIR[field];
  if (other !== undefined && typedIn(form, field) === '' && typedIn(form, other) !== '') return 'half';
  const isAddress = field === 'betaWhere' && form.carrier === 'webdav';
  return faultOf(isAddress ? 'betaUrl' : field, typedIn(form, field));
}

/** Testers need both or neither. */
const PAIR: Partial<Record<FieldName, FieldName>> = { betaUrl: 'betaWhere', betaWhere: 'betaUrl' };

export function faultOf(field: FieldName, value: string): FieldFault | undefined {
  if (value === '') return OPTIONAL.has(field) ? undefined : 'missing';
  if (!ADDRESSES.has(field)) return undefined;
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) ? undefined : 'badUrl';
}

export function typedIn({ carrier, values }: SettingsForm, field: FieldName): string {
  return (values[field] ?? guessIn({ carrier, values }, field) ?? DEFAULTS[field] ?? '').trim();
}

/** What holds as long as nothing is typed: shown in its field, so that the author sees it and can change it. */
function guessIn({ carrier, values }: Pick<SettingsForm, 'carrier' | 'values'>, field: FieldName): string | undefined {
  const where = values[WHERE[carrier]];
  if (field !== 'betaWhere' || !values.betaUrl || !values.url || where === undefined) return undefined;
  return testersFolder(values.url.trim(), values.betaUrl.trim(), where.trim());
}

/** The field that says where everybody's files lie, which for testers is another. */
const WHERE: Readonly<Record<Carrier, FieldName>> = {
  folder: 'path',
  git: 'branch',
  sftp: 'folder',
  ftp: 'folder',
  webdav: 'webdavUrl',
  s3: 'folder',
};

const DEFAULTS: Partial<Record<FieldName, string>> = { tls: 'explicit', login: 'password' };

export function isComplete(form: SettingsForm): boolean {
  return fieldsOf(form).every((field) => faultIn(form, field) === undefined);
}

export function newForm(kind: DestinationKind, taken: readonly string[]): SettingsForm {
  return { kind, carrier: 'folder', values: { name: freeName(NAMES[kind], taken) } };
}

/** Another kind asks for other things; what was typed is there again for whom comes back. */
export function withKind(form: SettingsForm, kind: DestinationKind, taken: readonly string[]): SettingsForm {
  const isOwnName = form.values.name !== newForm(form.kind, taken).values.name;
  return { ...form, kind, values: { ...form.values, ...(isOwnName ? {} : newForm(kind, taken).values) } };
}

function freeName(wished: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wished : `${wished} ${number}`;
    if (!taken.includes(name)) return name;
  }
}

/** The form as far as the folder itself could fill it in. */
export function formFromFound(found: FoundDestination, taken: readonly string[]): SettingsForm {
  const { kind, url, title, owner, repository, git, betaUrl, betaWhere } = found;
  const { values } = newForm(kind, taken);
  const known = { url, titleField: title, betaUrl, betaWhere, owner, repository, ...git };
  const filled = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  return { kind, carrier: git === undefined ? 'folder' : 'git', values: { ...values, ...filled } };
}

export function formFromSettings(settings: DestinationSettings): SettingsForm {
  const { kind, name } = settings;
  const place = 'place' in settings ? settings.place : undefined;
  const values = { name, ...placeValues(place), ...ownValues(settings) };
  const typed = Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (value ? [[key, value]] : [])));
  return { kind, carrier: place?.carrier ?? 'folder', values: typed };
}

function ownValues(settings: DestinationSettings): Partial<Record<FieldName, string | undefined>> {
  switch (settings.kind) {
    case 'skunkcrafts':
      return {
        url: settings.url,
        titleField: settings.title,
        once: settings.once?.join('\n'),
        ...betaValues(settings),
      };
    case 'zip':
      return { path: settings.path };
    case 'github':
      return { owner: settings.owner, repository: settings.repository, api: settings.api };
    case 'xpkg':
      return { registry: settings.registry };
    case 'static-site':
      return { registry: settings.registry, url: settings.url, siteTitle: settings.title };
    case 'folder':
      return {};
  }
}

/** A second channel on another server stays as it was written, unseen. */
function betaValues({ place, beta }: Extract<DestinationSettings, { kind: 'skunkcrafts' }>) {
  const where = beta && whereTestersAre(place, beta.place);
  return where === undefined ? {} : { betaUrl: beta?.url, betaWhere: where };
}

function placeValues(place: DestinationPlace | undefined): Partial<Record<FieldName, string | undefined>> {
  switch (place?.carrier) {
    case undefined:
      return {};
    case 'folder':
      return { path: place.path };
    case 'git':
      return { remote: place.remote, branch: place.branch, folder: place.folder };
    case 'sftp':
    case 'ftp': {
      const { host, port, user, folder } = place;
      const own = place.carrier === 'ftp' ? { tls: place.tls } : { login: place.login, keyFile: place.keyFile };
      return { host, port: port?.toString(), user, folder, ...own };
    }
    case 'webdav':
      return { webdavUrl: place.url, user: place.user };
    case 's3': {
      const { bucket, folder, region, endpoint, accessKey } = place;
      return { bucket, folder, region, endpoint, accessKeyId: accessKey };
    }
  }
}

/** What is typed, as it will stand in loadmaster.json. Main checks it once more. */
export function settingsFromForm(form: SettingsForm): DestinationSettings {
  const text = (field: FieldName) => typedIn(form, field);
  const name = text('name');
  switch (form.kind) {
    case 'skunkcrafts': {
      const once = text('once')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
      const title = text('titleField');
      const place = placeFromForm(form);
      const betaUrl = text('betaUrl');
      const beta = betaUrl !== '' && { beta: { url: betaUrl, place: placeForTesters(place, text('betaWhere')) } };
      const more = { ...(title !== '' && { title }), ...(once.length > 0 && { once }), ...beta };
      return { kind: 'skunkcrafts', name, url: text('url'), place, ...more };
    }
    case 'folder':
      return { kind: 'folder', name, place: placeFromForm(form) };
    case 'zip':
      return { kind: 'zip', name, path: text('path') };
    case 'github': {
      const api = text('api');
      const more = api === '' ? {} : { api };
      return { kind: 'github', name, owner: text('owner'), repository: text('repository'), ...more };
    }
    case 'xpkg':
      return { kind: 'xpkg', name, registry: text('registry') };
    case 'static-site': {
      const title = text('siteTitle');
      const where = { url: text('url'), place: placeFromForm(form) };
      return { kind: 'static-site', name, registry: text('registry'), ...where, ...(title !== '' && { title }) };
    }
  }
}

function placeFromForm(form: SettingsForm): DestinationPlace {
  const text = (field: FieldName) => typedIn(form, field);
  const given = <K extends string>(key: K, field: FieldName) => {
    const value = text(field);
    return (value === '' ? {} : { [key]: value }) as { [key in K]?: string };
  };
  const port = text('port') === '' ? {} : { port: Number(text('port')) };
  switch (form.carrier) {
    case 'folder':
      return { carrier: 'folder', path: text('path') };
    case 'git':
      return { carrier: 'git', remote: text('remote'), branch: text('branch'), ...given('folder', 'folder') };
    case 'sftp': {
      const login = text('login') as 'password' | 'key' | 'agent';
      const key = login === 'key' ? { keyFile: text('keyFile') } : {};
      return {
        carrier: 'sftp',
        host: text('host'),
        ...port,
        user: text('user'),
        folder: text('folder'),
        login,
        ...key,
      };
    }
    case 'ftp': {
      const tls = text('tls') as 'explicit' | 'implicit' | 'none';
      return { carrier: 'ftp', host: text('host'), ...port, user: text('user'), folder: text('folder'), tls };
    }
    case 'webdav':
      return { carrier: 'webdav', url: text('webdavUrl'), user: text('user') };
    case 's3': {
      const more = { ...given('folder', 'folder'), ...given('region', 'region'), ...given('endpoint', 'endpoint') };
      return { carrier: 's3', bucket: text('bucket'), ...more, ...given('accessKey', 'accessKeyId') };
    }
  }
}
