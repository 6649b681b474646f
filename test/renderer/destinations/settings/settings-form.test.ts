import { describe, expect, test } from 'vitest';
import {
  type DestinationPlace,
  type DestinationSettings,
  destinationSettingsSchema,
  placeForTesters,
} from '../../../../preload/contract.ts';
import {
  CARRIERS,
  faultIn,
  faultOf,
  fieldsOf,
  formFromFound,
  formFromSettings,
  isComplete,
  KINDS,
  newForm,
  secretOf,
  settingsFromForm,
  takesSecret,
  withKind,
} from '../../../../renderer/destinations/settings/settings-form.ts';

const url = 'https://depot.example/plane/';
const places: { readonly [C in DestinationPlace['carrier']]: DestinationPlace } = {
  folder: { carrier: 'folder', path: '/mirror' },
  git: { carrier: 'git', remote: 'git@host.example:plane.git', branch: 'depot', folder: 'plane' },
  sftp: {
    carrier: 'sftp',
    host: 'host.example',
    port: 2222,
    user: 'me',
    folder: 'web/plane',
    login: 'key',
    keyFile: '~/.ssh/id',
  },
  ftp: { carrier: 'ftp', host: 'host.example', user: 'me', folder: 'web', tls: 'explicit' },
  webdav: { carrier: 'webdav', url: 'https://cloud.example/dav/', user: 'me' },
  s3: { carrier: 's3', bucket: 'depots', region: 'eu-1', endpoint: 'https://s3.example', accessKey: 'KEY' },
};
const settings: DestinationSettings[] = [
  ...Object.values(places).map((place) => ({ kind: 'folder' as const, name: place.carrier, place })),
  { kind: 'skunkcrafts', name: 'depot', url, place: places.folder, title: 'A plane', once: ['prefs.txt', 'a/*.cfg'] },
  ...Object.values(places).map((place) => ({
    ...{ kind: 'skunkcrafts' as const, name: `testers by ${place.carrier}`, url, place },
    beta: { url: 'https://depot.example/testers/', place: placeForTesters(place, 'https://host.example/testers') },
  })),
  { kind: 'zip', name: 'forum', path: '../../zips' },
  { kind: 'github', name: 'github', owner: 'me', repository: 'plane' },
  { kind: 'github', name: 'own github', owner: 'me', repository: 'plane', api: 'https://github.example/api/v3' },
  { kind: 'xpkg', name: 'registry', registry: 'local' },
  { kind: 'static-site', name: 'site', registry: 'local', url, place: places.git, title: 'My site' },
];

describe('the form of a destination', () => {
  test('keeps what was typed for whom looks at another kind and comes back', () => {
    const typed = { ...newForm('folder', []), carrier: 'sftp' as const };
    const form = { ...typed, values: { ...typed.values, host: 'host.example', user: 'me' } };
    expect(withKind(form, 'github', []).values).toMatchObject({ name: 'GitHub', host: 'host.example' });
    expect(withKind(withKind(form, 'github', []), 'folder', [])).toEqual(form);
    const named = { ...form, values: { ...form.values, name: 'my server' } };
    expect(withKind(named, 'github', []).values.name).toBe('my server');
  });

  test('is tried with every kind and every carrier', () => {
    expect(new Set(settings.map(({ kind }) => kind))).toEqual(new Set(KINDS));
    expect(Object.keys(places).sort()).toEqual([...CARRIERS].sort());
  });

  test.each(settings.map((one) => [one.name, one] as const))('gives back what %s was, word for word', (_, one) => {
    const form = formFromSettings(one);
    expect(isComplete(form)).toBe(true);
    expect(settingsFromForm(form)).toEqual(one);
  });

  test.each(KINDS.flatMap((kind) => CARRIERS.map((carrier) => [kind, carrier] as const)))(
    '%s by %s: what is complete can be read from loadmaster.json',
    (kind, carrier) => {
      const empty = { ...newForm(kind, []), carrier };
      expect(isComplete(empty)).toBe(false);
      const isAddress = (field: string) =>
        /url|endpoint|api/i.test(field) || (field === 'betaWhere' && carrier === 'webdav');
      const typed = fieldsOf(empty).map((field) => [field, isAddress(field) ? url : 'typed']);
      const values = Object.fromEntries(typed.filter(([field]) => !['port', 'tls', 'login'].includes(field ?? '')));
      const filled = { ...empty, values };
      expect(isComplete(filled)).toBe(true);
      expect(destinationSettingsSchema.parse(settingsFromForm(filled))).toEqual(settingsFromForm(filled));
    },
  );

  test('a new one takes a name that is free', () => {
    expect(newForm('github', []).values.name).toBe('GitHub');
    expect(newForm('github', ['GitHub', 'GitHub 2']).values.name).toBe('GitHub 3');
  });

  test('asks for a key file and a secret only where there is one', () => {
    const form = { kind: 'folder' as const, carrier: 'sftp' as const, values: {} };
    expect(fieldsOf(form)).not.toContain('keyFile');
    expect(fieldsOf({ ...form, values: { login: 'key' } })).toContain('keyFile');
    expect(takesSecret(form)).toBe(true);
    expect(takesSecret({ ...form, values: { login: 'agent' } })).toBe(false);
    expect(takesSecret({ ...form, carrier: 'folder' })).toBe(false);
    expect(takesSecret({ kind: 'zip', carrier: 'sftp', values: {} })).toBe(false);
    expect(takesSecret({ kind: 'github', carrier: 'folder', values: {} })).toBe(true);
  });

  test('calls the secret what the place calls it', () => {
    const form = { kind: 'skunkcrafts' as const, values: {} };
    expect(secretOf({ kind: 'github', carrier: 'folder', values: {} })).toBe('token');
    expect(secretOf({ ...form, carrier: 'git' })).toBe('either');
    expect(secretOf({ ...form, carrier: 's3' })).toBe('access-key');
    expect(secretOf({ ...form, carrier: 'sftp' })).toBe('password');
    expect(secretOf({ ...form, carrier: 'sftp', values: { login: 'key' } })).toBe('passphrase');
    expect(secretOf({ ...form, carrier: 'ftp', values: { login: 'key' } })).toBe('password');
  });

  test('says of each field what is wrong with it', () => {
    expect(faultOf('name', '')).toBe('missing');
    expect(faultOf('titleField', '')).toBeUndefined();
    expect(faultOf('url', 'depot.example')).toBe('badUrl');
    expect(faultOf('url', 'ftp://depot.example')).toBe('badUrl');
    expect(faultOf('webdavUrl', 'https://cloud.example')).toBeUndefined();
    expect(faultOf('endpoint', '')).toBeUndefined();
  });

  test('asks for the whole of a channel for testers or for nothing of it', () => {
    const form = formFromSettings({ kind: 'skunkcrafts', name: 'depot', url, place: places.webdav });
    const fault = (values: Partial<typeof form.values>) =>
      (['betaUrl', 'betaWhere'] as const).map((field) =>
        faultIn({ ...form, values: { ...form.values, ...values } }, field),
      );
    expect(fault({})).toEqual([undefined, undefined]);
    expect(fault({ betaUrl: url })).toEqual([undefined, 'half']);
    expect(fault({ betaWhere: url })).toEqual(['half', undefined]);
    expect(fault({ betaUrl: url, betaWhere: 'a folder' })).toEqual([undefined, 'badUrl']);
    // On another server: nothing a form of these fields could say.
    const beta = { url, place: places.ftp };
    expect(formFromSettings({ kind: 'skunkcrafts', name: 'depot', url, place: places.sftp, beta }).values.betaUrl).toBe(
      undefined,
    );
  });

  test('begins with what the folder told', () => {
    const git = { remote: 'git@host.example:plane.git', branch: 'main', folder: '' };
    expect(formFromFound({ kind: 'skunkcrafts', sentence: '', url, title: 'A plane', git }, ['SkunkCrafts'])).toEqual({
      kind: 'skunkcrafts',
      carrier: 'git',
      values: { name: 'SkunkCrafts 2', url, titleField: 'A plane', ...git },
    });
    const testers = { betaUrl: 'https://depot.example/beta/', betaWhere: 'beta' };
    const found = { kind: 'skunkcrafts' as const, sentence: '', url, git, ...testers };
    const form = formFromFound(found, []);
    expect(isComplete(form)).toBe(true);
    expect(settingsFromForm(form)).toMatchObject({ beta: { url: testers.betaUrl, place: { branch: 'beta' } } });
    expect(formFromFound({ kind: 'github', sentence: '', owner: 'me', repository: 'plane' }, []).carrier).toBe(
      'folder',
    );
  });
});
