import { expect, test } from 'vitest';
import {
  type SettingsForm,
  settingsFromForm,
  typedIn,
} from '../../../../renderer/destinations/settings/settings-form.ts';
import { testersFolder } from '../../../../renderer/destinations/settings/testers-folder.ts';

const AT = 'https://depot.example';

test.each([
  [`${AT}/plane/`, `${AT}/plane-beta/`, '/var/www/plane', '/var/www/plane-beta'],
  [`${AT}/plane/`, `${AT}/plane-beta`, '/var/www/plane/', '/var/www/plane-beta'],
  // The folder is the root of the site, or testers' lies in everybody's.
  [`${AT}/plane/`, `${AT}/plane/beta/`, 'htdocs/plane', 'htdocs/plane/beta'],
  [`${AT}/`, `${AT}/beta/`, '/srv/depot', '/srv/depot/beta'],
  [`${AT}/planes/stable/`, `${AT}/planes/testers/`, 'D:\\web\\planes\\stable', 'D:\\web\\planes\\testers'],
  [`${AT}/my%20plane/`, `${AT}/my%20plane%20beta/`, 'www/my plane', 'www/my plane beta'],
  [
    'https://raw.githubusercontent.com/me/plane/main/depot',
    'https://raw.githubusercontent.com/me/plane/beta/depot',
    'main',
    'beta',
  ],
  [`${AT}/dav/plane`, `${AT}/dav/beta`, 'https://cloud.example/files/plane', 'https://cloud.example/files/beta'],
])('%s and %s: %s becomes %s', (url, testersUrl, folder, wanted) => {
  expect(testersFolder(url, testersUrl, folder)).toBe(wanted);
});

test.each([
  [`${AT}/plane/`, 'https://beta.example/plane/', '/var/www/plane'],
  [`${AT}/plane/`, `${AT}/beta/`, '/var/www/public'],
  [`${AT}/plane/`, `${AT}/plane/`, '/var/www/plane'],
  ['', `${AT}/beta/`, '/var/www/plane'],
  [`${AT}/plane/`, 'htt', '/var/www/plane'],
  [`${AT}/plane/`, `${AT}/`, 'plane'],
])('%s and %s say nothing of %s', (url, testersUrl, folder) => {
  expect(testersFolder(url, testersUrl, folder)).toBeUndefined();
});

test('what was found out stands in the form until the author types something else', () => {
  const values = { name: 'depot', url: `${AT}/plane/`, host: 'depot.example', user: 'me', folder: 'www/plane' };
  const form: SettingsForm = { kind: 'skunkcrafts', carrier: 'sftp', values };
  expect(typedIn(form, 'betaWhere')).toBe('');
  const withTesters = { ...form, values: { ...values, betaUrl: `${AT}/plane-beta/` } };
  expect(settingsFromForm(withTesters)).toMatchObject({ beta: { place: { folder: 'www/plane-beta' } } });
  const typed = { ...withTesters, values: { ...withTesters.values, betaWhere: 'elsewhere' } };
  expect(settingsFromForm(typed)).toMatchObject({ beta: { place: { folder: 'elsewhere' } } });
  const emptied = { ...withTesters, values: { ...withTesters.values, betaWhere: '' } };
  expect(typedIn(emptied, 'betaWhere')).toBe('');
});
