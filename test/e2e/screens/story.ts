import { expect, type Page } from '@playwright/test';
import type { Rehearsal } from '../../../protocol/index.ts';
import type {} from '../../../renderer/bridge.ts';

// Steps that many stories begin with. What a story is about is done on the screen; what it only needs is asked of main.

/** The sample aircraft with its package on the local registry, and the form to publish it with. */
export async function openSampleForm(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try it with a sample add-on' }).click();
  await expect(versionField(page)).toHaveValue('1.0.0');
}

/** Where the only add-on of the Hangar lies. */
export async function sampleFolder(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const addons = await window.loadmaster.addons.list();
    return addons.ok ? (addons.value[0]?.folder ?? '') : '';
  });
}

export function versionField(page: Page) {
  return page.getByLabel('Version', { exact: true });
}

/** The panel that follows a release from the build to its result. */
export function releasePanel(page: Page) {
  return page.getByRole('region', { name: 'Release', exact: true });
}

/** The button of the form. */
export function publishButton(page: Page) {
  return page.locator('[data-publish]');
}

export async function expectPhase(page: Page, phase: string): Promise<void> {
  await expect(releasePanel(page)).toHaveAttribute('data-phase', phase, { timeout: 30_000 });
}

export async function publish(page: Page): Promise<void> {
  await publishButton(page).click();
}

export async function publishFirstVersion(page: Page): Promise<void> {
  await openSampleForm(page);
  await publish(page);
  await expectPhase(page, 'processed');
}

export async function rehearse(page: Page, faults: Rehearsal['faults']): Promise<void> {
  const answer = await page.evaluate((asked) => window.loadmaster.registry.rehearse({ faults: asked }), faults);
  expect(answer).toMatchObject({ ok: true });
}

/** How many uploads have reached the local registry. */
export async function uploadsSeen(page: Page): Promise<number> {
  const requests = await page.evaluate(() => window.loadmaster.registry.requests({ after: 0, limit: 1000 }));
  if (!requests.ok) throw new Error(requests.error.message);
  return requests.value.filter(({ path }) => path.endsWith('/packages/upload')).length;
}

export function screenLink(page: Page, name: 'Hangar' | 'Activity' | 'Registry' | 'Help' | 'Settings') {
  return page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name });
}

export function notices(page: Page) {
  return page.getByRole('region', { name: 'Notices' });
}
