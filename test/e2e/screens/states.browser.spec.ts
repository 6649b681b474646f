import { expect, type Page } from '@playwright/test';
import type { AppError, DestinationKind, LoadmasterBridge } from '../../../preload/contract.ts';
import type { FakeBridge } from '../../renderer/fake/bridge.ts';
import { expectAccessible } from './accessible.ts';
import { test } from './fake-main.ts';

// States that real services take long to come to, over a main in memory: what the page makes of a bad answer.

const DOWN = { code: 'ECONNREFUSED', message: 'The registry refused the connection.', hint: 'Check the address.' };
const NONSENSE = { code: 'bad_answer', message: 'The registry answered something that is no list of versions.' };

for (const [name, error] of [
  ['down', DOWN],
  ['answering nonsense', NONSENSE],
] as const) {
  test(`a registry that is ${name}: said where it matters, and everything local goes on`, async ({ open }) => {
    const page = await open('#/addon/velis/versions', { registryError: error });
    await expect(page.getByRole('alert')).toContainText(error.message);
    await expect(page.getByRole('alert')).toContainText(error.code);
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    await page.getByRole('tab', { name: 'Release' }).click();
    await expect(page.getByRole('alert')).toContainText('The form works all the same.');
    await expect(page.getByLabel('Version', { exact: true })).toHaveValue('1.2.1');
  });
}

test('a folder that vanished says so, in the Hangar and on the add-on', async ({ open }) => {
  const page = await open('#/hangar');
  const card = page.getByRole('article', { name: 'Old Hangar Pack' });
  await expect(card).toContainText('The folder is gone');
  await expect(card.getByRole('button', { name: 'Try again' })).toBeVisible();
  await card.getByRole('link', { name: 'Old Hangar Pack' }).click();
  await expect(page.getByRole('alert')).toContainText('Your draft and your history are kept.');
});

test('findings that say the same are one row that opens; 500 are read in portions and can be filtered', async ({
  open,
}) => {
  const page = await open('#/addon/velis/checks', { findings: 500 });
  const errors = page.getByRole('region', { name: 'Errors' });
  await expect(errors.getByRole('listitem')).toHaveCount(2);
  const others = errors.getByRole('button', { name: '124 more like this' });
  await expect(others).toHaveAttribute('aria-expanded', 'false');
  await others.click();
  await expect(errors.getByRole('listitem')).toHaveCount(53);
  await errors.getByRole('button', { name: 'Show 74 more' }).click();
  await expect(errors.getByRole('listitem')).toHaveCount(126);
  await others.click();
  await expect(errors.getByRole('listitem')).toHaveCount(2);
  const filter = page.getByRole('textbox', { name: 'Filter findings' });
  await filter.fill('folder400/');
  await expect(errors.getByRole('listitem')).toHaveCount(1);
  await filter.fill('nothing like this');
  await expect(page.getByText('No finding holds “nothing like this”.')).toBeVisible();
});

test('what was typed for a new package is there again after another tab, and after a restart', async ({ open }) => {
  const page = await open('#/addon/velis/release', { noPackage: true });
  const description = page.getByRole('textbox', { name: 'Description' });
  await description.fill('An electric trainer, with an hour of thought in this sentence.');
  await page.getByRole('tab', { name: 'Checks' }).click();
  await page.getByRole('tab', { name: 'Release' }).click();
  await expect(description).toHaveValue(/an hour of thought/);
  await page.reload();
  await expect(description).toHaveValue(/an hour of thought/);
});

test('what is typed into a setting counts when a key goes to another screen, and with Enter', async ({ open }) => {
  const page = await open('#/settings');
  const changes = () =>
    page.evaluate(() =>
      (window as unknown as { fake: FakeBridge }).fake.calls.flatMap(([channel, change]) =>
        channel === 'settings.update' ? [change] : [],
      ),
    );
  await page.getByLabel('Author', { exact: true }).fill('skyworks');
  await page.keyboard.press('Alt+Shift+1');
  await expect(page.getByRole('heading', { name: 'Hangar', level: 1 })).toBeVisible();
  await expect.poll(changes).toEqual([{ author: 'skyworks' }]);
  await page.keyboard.press('Alt+Shift+6');
  await page.getByLabel('Port').fill('4711');
  await page.keyboard.press('Enter');
  await expect.poll(changes).toEqual([{ author: 'skyworks' }, { registryPort: 4711 }]);
});

test('the list of the guide takes the keyboard to the section', async ({ open }) => {
  const page = await open('#/help');
  await page.getByRole('button', { name: 'The Hangar' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'The Hangar' })).toBeFocused();
});

test('a notice stands in the dialog that is open, where it can be reached', async ({ open }) => {
  const page = await open('#/activity/up');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await page.evaluate(() => {
    const notice = { id: 'n1', level: 'error', title: 'The journal is set aside', text: '', at: Date.now() } as const;
    (window as unknown as { fake: FakeBridge }).fake.emit.app.notice(notice);
  });
  await dialog.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByText('The journal is set aside')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Notices' })).toHaveCount(1);
});

test('a wait is read out when it begins, and not with each of its seconds', async ({ open }) => {
  const page = await open('#/activity');
  const waits = page.getByText(/^The registry had a fault\. Sending again by itself/);
  await expect(waits).toHaveAttribute('aria-live', 'off');
  await expect(waits.locator('xpath=following-sibling::*[@aria-live="polite"]')).not.toBeEmpty();
  await expect(page.getByText('Uploading.', { exact: true }).first()).not.toHaveAttribute('aria-live');
});

test('a release whose places are all switched off says what to do beside its button', async ({ open }) => {
  const page = await open('#/addon/velis/release', { places: true });
  const switches = page.getByRole('switch', { name: /^Release to / });
  await switches.nth(3).waitFor();
  for (const one of await switches.all()) await one.press('Space');
  await expect(page.getByText('Switch on where it should go.')).toBeVisible();
});

test('a destination that is left while it is tested is not added afterwards', async ({ open }) => {
  const page = await open('#/addon/velis/release', { places: true });
  await page.evaluate(() => {
    const { loadmaster } = window;
    const reached = new Promise((answer) => {
      Object.assign(window, { answer: () => answer({ ok: true, value: { state: 'reached', found: [] } }) });
    });
    const destinations = new Proxy(loadmaster.destinations, {
      get: (all, name) => (name === 'test' ? () => reached : Reflect.get(all, name)),
    });
    const get = (all: object, name: string) => (name === 'destinations' ? destinations : Reflect.get(all, name));
    Object.assign(window, { loadmaster: new Proxy(loadmaster, { get }) });
  });
  await page.getByRole('button', { name: 'Add a destination' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Zip for a forum', { exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Folder', exact: true }).fill('/zips');
  await dialog.getByRole('button', { name: 'Test and add' }).click();
  await expect(dialog.getByText('Going there')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  const calls = await page.evaluate(async () => {
    const { fake, answer } = window as unknown as { fake: FakeBridge; answer: () => void };
    answer();
    // What follows from the answer has been done when a task that was begun after it is.
    await new Promise((done) => setTimeout(done));
    return fake.calls.map(([channel]) => channel);
  });
  expect(calls).not.toContain('destinations.save');
});

test('a place without its password asks for it where it says so', async ({ open }) => {
  const page = await open('#/addon/velis/release', { places: true });
  await page.getByRole('button', { name: 'Enter it' }).click();
  await expect(page.locator('input[type="password"]').and(page.getByLabel('Password', { exact: true }))).toBeFocused();
});

/** The beta of the places ends anew, with this at the places of a kind. */
async function endsWith(page: Page, kind: DestinationKind, error: AppError): Promise<void> {
  await page.evaluate(
    async ({ kind, error }) => {
      const { fake, loadmaster } = window as unknown as { fake: FakeBridge; loadmaster: LoadmasterBridge };
      const listed = await loadmaster.destinations.releases({ limit: 100 });
      const release = listed.ok ? listed.value.find(({ id }) => id === 'beta') : undefined;
      if (release === undefined) throw new Error('The release is not there.');
      const destinations = release.destinations.map((at) =>
        at.kind === kind ? { ...at, phase: 'failed' as const, error } : at,
      );
      fake.emit.destinations.changed({ ...release, destinations });
    },
    { kind, error },
  );
}

test('a release that GitHub refused for its token leads to the field of the token', async ({ open }) => {
  const page = await open('#/activity', { places: true });
  const card = page.locator('[data-release]').filter({ hasText: '1.3.0b1' });
  await expect(card).toBeVisible();
  await expect(card.getByRole('button', { name: 'Enter password or token' })).toHaveCount(0);
  await endsWith(page, 'github', { code: 'login_refused', message: 'GitHub does not take this token.' });
  await card.getByRole('button', { name: 'Enter password or token' }).click();
  await expect(page.getByLabel('Token', { exact: true })).toBeFocused();
});

test('the lock of another machine is taken over after a question, at that place alone', async ({ open }) => {
  const page = await open('#/activity', { places: true });
  const card = page.locator('[data-release]').filter({ hasText: '1.3.0b1' });
  await expect(card).toBeVisible();
  await endsWith(page, 'skunkcrafts', { code: 'depot_locked', message: 'A release of another machine has locked it.' });
  await card.getByRole('button', { name: 'Take the lock over' }).click();
  const retries = () =>
    page.evaluate(() =>
      (window as unknown as { fake: FakeBridge }).fake.calls.flatMap(([channel, input]) =>
        channel === 'destinations.retry' ? [input] : [],
      ),
    );
  expect(await retries()).toEqual([]);
  const sure = page.getByRole('dialog', { name: 'Take the lock of Depot for everybody over?' });
  await expectAccessible(page, 'the question before a lock is taken over');
  await sure.getByRole('button', { name: 'Take the lock over' }).click();
  await expect.poll(retries).toEqual([{ id: 'beta', name: 'Depot for everybody', takeOver: true }]);
});

test('names of 255 characters, right to left and with emoji keep to their card', async ({ open }) => {
  const page = await open('#/hangar');
  for (const name of [/^Very long name/, 'מטוס קל 🛩️ طائرة']) {
    const card = page.getByRole('article', { name });
    const { wider } = await card.evaluate((element) => ({ wider: element.scrollWidth > element.clientWidth + 1 }));
    expect(wider).toBe(false);
  }
  const sideways = await page.locator('main').evaluate((main) => main.scrollWidth > main.clientWidth + 1);
  expect(sideways).toBe(false);
});

test('2,000 versions open at once, newest first, and can be filtered', async ({ open }) => {
  const page = await open('#/addon/velis/versions', { versions: 2000 });
  await expect(page.getByText('2,000 versions')).toBeVisible();
  const rows = page.getByRole('table', { name: 'Versions of horizon.velis' }).getByRole('row');
  await expect(rows).toHaveCount(101);
  await expect(rows.nth(1)).toContainText('10.19.9');
  await page.getByRole('textbox', { name: 'Filter by version or status' }).fill('3.7.');
  await expect(rows).toHaveCount(11);
});

test('a status and a code that nobody knows are shown as they came', async ({ open }) => {
  const page = await open('#/activity');
  await expect(page.getByRole('row', { name: /0\.9\.9/ })).toContainText('failed_by_gremlins');
});

test('every state in the activity has its own words', async ({ open }) => {
  const page = await open('#/activity');
  for (const words of [
    'Uploading.',
    '1.0.4 was received. The registry is processing it.',
    'checking whether the registry got it',
    'The registry had a fault. Sending again by itself',
    'Loadmaster ended while this was under way.',
  ]) {
    await expect(page.getByText(words).first()).toBeVisible();
  }
  // It asks by itself: the button is there for who cannot wait, and nothing that is due.
  await expect(page.getByRole('button', { name: 'Ask now' })).toHaveAttribute('data-variant', 'default');
});

test('the page works at 1024 by 640 and with text at 200 %', async ({ open }) => {
  const page = await open('#/addon/velis/release');
  await page.setViewportSize({ width: 1024, height: 640 });
  const sideways = () => page.locator('main').evaluate((main) => main.scrollWidth > main.clientWidth + 1);
  expect(await sideways()).toBe(false);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  expect(await sideways()).toBe(false);
  for (const hash of ['#/hangar', '#/activity', '#/registry', '#/tools', '#/settings']) {
    await page.evaluate((to) => {
      location.hash = to;
    }, hash);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await sideways(), hash).toBe(false);
  }
});

test('the page asks for nothing that its policy forbids, charts included', async ({ open }) => {
  const page = await open('#/addon/velis/versions');
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && message.text().includes('Content Security Policy'))
      complaints.push(message.text());
  });
  await page.reload();
  await expect(page.getByRole('img', { name: /downloads of/ })).toBeVisible();
  await page.getByRole('button', { name: /^Connected registry/ }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More about 1.1.3' }).click();
  await page.getByRole('menuitem', { name: 'Edit X-Plane versions' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('builds that are dropped become one plugin, unless they have two files for one place', async ({ open }) => {
  const page = await open('#/hangar');
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
  const drop = (names: readonly string[]) =>
    page.evaluate((all) => {
      const dataTransfer = new DataTransfer();
      for (const name of all) dataTransfer.items.add(new File(['zip'], name));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, names);
  const dialog = page.getByRole('dialog');
  const together = dialog.getByRole('button', { name: 'Put together' });

  await drop(['win.zip', 'mac.zip', 'lin.zip']);
  await expect(dialog).toContainText('no plugin can be made of them');
  await expect(dialog.getByRole('row', { name: 'data.txt' })).toContainText('/builds/lin.zip/data.txt');
  await expect(together).toBeDisabled();
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await drop(['win.zip', 'lin.zip']);
  await expect(dialog.getByRole('row', { name: 'win_x64/my.xpl' })).toContainText('/builds/win.zip/my.xpl');
  await expect(dialog.getByRole('textbox', { name: 'New folder' })).toHaveValue('/builds/my');
  await together.click();
  // What was made goes to the Hangar like any folder; this one holds two add-ons to choose from.
  await expect(page.getByRole('dialog')).toContainText('/builds/my');
});
