import type { Page } from 'playwright-core';
import type { SampleKind } from '../../preload/contract.ts';
import type { Rehearsal } from '../../protocol/index.ts';
import type {} from '../../renderer/bridge.ts';
import { text } from '../../renderer/text/text.ts';

/** One picture: what to do to come to it, beginning where the last one ended. */
export interface Scene {
  readonly name: string;
  readonly show: (page: Page) => Promise<void>;
}

function heading(page: Page, name: string) {
  return page.getByRole('heading', { name, level: 1 });
}

async function goTo(page: Page, screen: keyof typeof text.frame.screens): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/${screen}`);
  await heading(page, text.frame.screens[screen]).waitFor();
}

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name }).click();
  await page.getByRole('tabpanel').waitFor();
  // Lazily loaded parts come a moment after their panel.
  await page.waitForFunction(
    (loading) => !document.querySelector('main')?.textContent?.includes(loading),
    text.common.loading,
  );
}

async function openAddon(page: Page, name: string, tab: string): Promise<void> {
  await goTo(page, 'hangar');
  // Two samples may bear one name; the newer one is meant.
  await page.getByRole('link', { name, exact: true }).last().click();
  await openTab(page, tab);
}

async function rehearse(page: Page, faults: Rehearsal['faults']): Promise<void> {
  await page.evaluate((asked) => window.loadmaster.registry.rehearse({ faults: asked }), faults);
}

async function publishAndWait(page: Page, phase: string): Promise<void> {
  await page.locator('[data-publish]').click();
  await page.locator(`section[data-phase="${phase}"]`).waitFor({ timeout: 60_000 });
}

/** Makes a sample with its package, and answers with its name. */
function makeSample(page: Page, kind: SampleKind): Promise<string> {
  return page.evaluate(async (wanted) => {
    const made = await window.loadmaster.addons.createSample({ kind: wanted });
    if (!made.ok) throw new Error(made.error.message);
    const details = await window.loadmaster.addons.details({ id: made.value.id });
    if (details.ok) {
      const { packageId, packageName, packageType } = details.value.suggested;
      const description = 'A sample to look at.';
      const of = { connectionId: 'local', packageId, packageName, packageType, description };
      await window.loadmaster.packages.create(of);
    }
    const { addons } = window.loadmaster;
    const { id } = made.value;
    // What has no install script cannot be published; the mess is to be looked at as it is.
    const found = wanted === 'mess' ? null : await addons.findings({ id });
    for (const { id: findingId, severity, fix } of found?.ok ? found.value : []) {
      if (severity !== 'error' || fix === undefined) continue;
      const shown = await addons.previewFix({ id, findingId });
      if (shown.ok) await addons.applyFix({ id, token: shown.value.token });
    }
    return made.value.name;
  }, kind);
}

async function dismissNotices(page: Page): Promise<void> {
  const dismiss = page
    .getByRole('region', { name: text.frame.notices.region })
    .getByRole('button', { name: text.common.dismiss });
  while ((await dismiss.count()) > 0) await dismiss.first().click();
}

export const SCENES: readonly Scene[] = [
  { name: 'first-run', show: (page) => heading(page, text.hangar.title).waitFor() },
  {
    name: 'release',
    show: async (page) => {
      await page.getByRole('button', { name: text.hangar.empty.sample }).click();
      await page.getByLabel(text.release.version, { exact: true }).waitFor();
      await page.getByLabel(text.release.xpSelection).fill('11.55-12.0.9, 12.1.4-');
      await page.getByRole('button', { name: text.release.lists.dependencies.add }).click();
      await page.keyboard.type('xpkg/flywithlua.ng');
      await page.keyboard.press('Tab');
      await page.keyboard.type('2.8-');
      await page.getByText(text.release.load.weighing).waitFor({ state: 'detached' });
      await dismissNotices(page);
    },
  },
  {
    name: 'published',
    show: async (page) => {
      await publishAndWait(page, 'processed');
      await page.getByText(text.release.origin['last-version']('1.0.0')).waitFor();
      await dismissNotices(page);
      await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'release-refused',
    show: async (page) => {
      await page.getByRole('button', { name: text.addon.guide.close }).click();
      await page.getByLabel(text.release.version, { exact: true }).fill('1.0.1');
      await rehearse(page, [{ fault: 'answer', route: 'upload', status: 400, code: 'invalid_selection', times: 1 }]);
      await publishAndWait(page, 'rejected');
      await dismissNotices(page);
    },
  },
  { name: 'contents', show: (page) => openTab(page, text.addon.tabs.contents) },
  {
    name: 'size-map',
    show: async (page) => {
      await page.getByText(text.contents.views.map).click();
      await page.getByLabel(text.contents.map.label).waitFor();
    },
  },
  { name: 'versions', show: (page) => openTab(page, text.addon.tabs.versions) },
  {
    name: 'hangar',
    show: async (page) => {
      await makeSample(page, 'library');
      await makeSample(page, 'flywithlua');
      await makeSample(page, 'scenery');
      const plugin = await makeSample(page, 'plugin');
      const livery = await makeSample(page, 'livery');
      await openAddon(page, livery, text.addon.tabs.release);
      await rehearse(page, [{ fault: 'processing', status: 'failed_no_file_dir', times: 1 }]);
      await publishAndWait(page, 'failed');
      await openAddon(page, plugin, text.addon.tabs.release);
      await rehearse(page, [{ fault: 'slow', route: 'upload', bytesPerSecond: 8000 }]);
      await publishAndWait(page, 'sending');
      await goTo(page, 'hangar');
      await dismissNotices(page);
    },
  },
  { name: 'activity', show: (page) => goTo(page, 'activity') },
  {
    name: 'activity-details',
    show: async (page) => {
      await page
        .getByRole('row', { name: new RegExp(text.submissions.label.failed) })
        .getByRole('button', { name: text.common.details })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'registry',
    show: async (page) => {
      await page.keyboard.press('Escape');
      await goTo(page, 'registry');
      await page.getByRole('button', { name: text.registry.connections.test }).click();
      await page.getByText(text.registry.connections.tested.abilities.view).waitFor();
    },
  },
  { name: 'local-registry', show: (page) => openTab(page, text.registry.tabs.local) },
  { name: 'rehearsal', show: (page) => openTab(page, text.registry.tabs.rehearsal) },
  { name: 'requests', show: (page) => openTab(page, text.registry.tabs.requests) },
  {
    name: 'checks',
    show: async (page) => {
      await makeSample(page, 'mess');
      // It bears the name of another sample.
      await page.evaluate(async () => {
        const all = await window.loadmaster.addons.list();
        const mess = all.ok ? all.value.find(({ findings }) => findings.error > 5) : undefined;
        location.hash = `#/addon/${mess?.id}/checks`;
      });
      await page.getByRole('heading', { name: text.checks.severity.error }).waitFor();
    },
  },
  {
    name: 'fix',
    show: async (page) => {
      await page.getByRole('region', { name: text.checks.severity.error }).getByRole('button').first().click();
      await page.getByRole('dialog').getByRole('button', { name: text.checks.fixApply }).waitFor();
    },
  },
  {
    name: 'try-install',
    show: async (page) => {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: text.checks.tryInstall }).click();
      await page.getByRole('dialog').getByRole('button', { name: text.checks.tryAgain }).waitFor();
    },
  },
  {
    name: 'tools',
    show: async (page) => {
      await page.keyboard.press('Escape');
      await goTo(page, 'tools');
      await page.getByRole('textbox', { name: text.tools.orderInput }).fill('1.10\n1.2.0\n1.2.0b3\n1.2\n1.2.0r1');
    },
  },
  { name: 'help', show: (page) => goTo(page, 'help') },
  { name: 'settings', show: (page) => goTo(page, 'settings') },
  {
    name: 'palette',
    show: async (page) => {
      await goTo(page, 'hangar');
      await page.keyboard.press('Control+k');
      await page.keyboard.type('re');
    },
  },
];
