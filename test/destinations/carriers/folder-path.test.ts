import { expect, test } from 'vitest';
import { fromLogin } from '../../../main/destinations/carriers/folder-path.ts';

test.each([
  ['', ''],
  ['~', ''],
  ['~/', ''],
  ['~/public_html/plane/', 'public_html/plane'],
  ['public_html//', 'public_html'],
  ['/', '/'],
  ['/srv/www/', '/srv/www'],
  ['~other/www', '~other/www'],
])('%j on a server is %j after the login', (folder, path) => expect(fromLogin(folder)).toBe(path));
