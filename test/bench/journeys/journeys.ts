import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Rehearsal } from '../../../protocol/index.ts';
import type {} from '../../../renderer/bridge.ts';
import { Hand } from './hand.ts';

/** A way an author goes often. What it begins with is prepared and not counted. */
export interface Journey {
  readonly name: string;
  readonly prepare?: (page: Page, folder: string) => Promise<void>;
  readonly go: (hand: Hand, folder: string) => Promise<void>;
}

const MANY = 45;

function formIsOpen(hand: Hand) {
  return hand.page.locator('[data-publish]').waitFor();
}

function toHangar(page: Page) {
  return page.goto(new URL('#/hangar', page.url()).href);
}

async function publishForm(hand: Hand, phase: string): Promise<void> {
  await formIsOpen(hand);
  await hand.publish(phase);
}

async function rehearse(page: Page, faults: Rehearsal['faults']): Promise<void> {
  await page.evaluate((asked) => window.loadmaster.registry.rehearse({ faults: asked }), faults);
}

/** From the card of the only add-on to its form. */
async function openForm(hand: Hand): Promise<void> {
  const button = hand.page
    .getByRole('article')
    .getByRole('button', { name: /^Publish \d/ })
    .first();
  const label = (await button.textContent()) ?? '';
  await hand.click(button);
  // Faster than a person could press, the form still has the number of the last release.
  await hand.page.locator('[data-publish]').filter({ hasText: label }).waitFor();
}

async function changeFile(page: Page): Promise<void> {
  const folder = await page.evaluate(async () => {
    const addons = await window.loadmaster.addons.list();
    return addons.ok ? (addons.value[0]?.folder ?? '') : '';
  });
  writeFileSync(join(folder, 'changes.txt'), `changed ${performance.now()}`);
  await toHangar(page);
}

/** In the order in which they are gone: each finds what those before it left. */
export const JOURNEYS: readonly Journey[] = [
  {
    name: 'first publish',
    go: async (hand) => {
      await hand.click(hand.button('Try it with a sample add-on'));
      await publishForm(hand, 'processed');
    },
  },
  {
    name: 'publish a change',
    prepare: changeFile,
    go: async (hand) => {
      await openForm(hand);
      await publishForm(hand, 'processed');
    },
  },
  {
    name: 'mend a refusal',
    prepare: async (page) => {
      await changeFile(page);
      await rehearse(page, [{ fault: 'answer', route: 'upload', status: 400, code: 'self_dep', times: 1 }]);
    },
    go: async (hand) => {
      await openForm(hand);
      await publishForm(hand, 'rejected');
      await hand.click(hand.page.getByRole('button', { name: /^\d+\.[1-9]\d*\.0,/ }));
      await publishForm(hand, 'processed');
    },
  },
  {
    name: 'retry all',
    prepare: async (page) => {
      await changeFile(page);
      await rehearse(page, [{ fault: 'processing', status: 'failed_macosx', times: 1 }]);
      const hand = new Hand(page);
      await openForm(hand);
      await hand.publish('failed');
      await toHangar(page);
    },
    go: async (hand) => {
      await hand.click(hand.button(/^Retry all failed/));
      await hand.page
        .getByRole('article')
        .getByText(/processed$/)
        .first()
        .waitFor({ timeout: 90_000 });
    },
  },
  {
    name: 'private version and key',
    prepare: changeFile,
    go: async (hand) => {
      await openForm(hand);
      await hand.choose('Private');
      await publishForm(hand, 'processed');
      const key = hand.page.getByText(/^[A-Z0-9]{32}$/);
      // The registry is asked for it when the release has ended.
      await key
        .first()
        .waitFor({ timeout: 10_000 })
        .catch(() => undefined);
      if (!(await key.first().isVisible())) {
        await hand.click(hand.page.getByRole('tab', { name: 'Versions' }));
        await hand.click(hand.button(/^More about \d/));
        await hand.click(hand.page.getByRole('menuitem', { name: 'Show the private key' }));
      }
      await key.first().waitFor();
    },
  },
  {
    name: 'add 45 folders',
    prepare: async (page, folder) => {
      for (let at = 0; at < MANY; at += 1) {
        const pack = join(folder, 'packs', `Pack ${at}`);
        mkdirSync(pack, { recursive: true });
        writeFileSync(join(pack, 'library.txt'), 'A\n800\nLIBRARY\nEXPORT lib/hut.obj hut.obj\n');
        writeFileSync(join(pack, 'hut.obj'), 'A\n800\nOBJ\n');
      }
      await page.keyboard.press('Escape');
      await toHangar(page);
    },
    go: async (hand, folder) => {
      await hand.click(hand.button('Add folder'));
      const dialog = hand.page.getByRole('dialog');
      await hand.type(dialog.getByRole('textbox', { name: 'Folder', exact: true }), join(folder, 'packs'));
      await hand.click(dialog.getByRole('button', { name: 'Choose this folder' }));
      await hand.click(hand.button('Add all 45'));
      await hand.page.getByText(/^46 add-ons/).waitFor({ timeout: 90_000 });
    },
  },
  {
    name: 'switch registry',
    prepare: async (page) => {
      await page.evaluate(async () => {
        const status = await window.loadmaster.registry.status();
        const baseUrl = status.ok ? (status.value.url ?? '') : '';
        await window.loadmaster.connections.add({ name: 'Second desk', baseUrl, token: 'none' });
      });
    },
    go: async (hand) => {
      await hand.click(hand.button(/^Connected registry/));
      await hand.click(hand.page.getByRole('menuitem', { name: /Second desk/ }));
      await hand.button(/^Connected registry: Second desk/).waitFor();
    },
  },
  {
    name: 'rehearse a bad evening',
    prepare: async (page) => {
      await page.getByRole('button', { name: /^Connected registry/ }).click();
      await page.getByRole('menuitem', { name: /Local/ }).first().click();
      await toHangar(page);
    },
    go: async (hand) => {
      await hand.click(hand.button(/^Connected registry/));
      await hand.click(hand.page.getByRole('menuitem', { name: 'Rehearse: A bad evening' }));
      await hand.page.getByText('4 faults are rehearsed').waitFor();
    },
  },
  {
    name: 'new destination',
    prepare: async (page, folder) => {
      mkdirSync(join(folder, 'mirror'));
      await page.evaluate(() => window.loadmaster.registry.endRehearsal());
      await page.evaluate(async () => {
        const addons = await window.loadmaster.addons.list();
        const trainer = addons.ok ? addons.value.find(({ name }) => name === 'LT-1 Trainer') : undefined;
        location.hash = `#/addon/${trainer?.id}/release`;
      });
      await page.locator('[data-publish]').waitFor();
    },
    go: async (hand, folder) => {
      await hand.click(hand.button('Add a destination'));
      const dialog = hand.page.getByRole('dialog', { name: 'Add a destination' });
      await hand.click(dialog.getByText('Mirror of the files', { exact: true }));
      await hand.typeAndEnter(dialog.getByRole('textbox', { name: 'Folder', exact: true }), join(folder, 'mirror'));
      await dialog.waitFor({ state: 'detached', timeout: 60_000 });
    },
  },
  {
    name: 'roll out a beta',
    go: async (hand) => {
      await formIsOpen(hand);
      await hand.click(hand.page.getByRole('button', { name: /^\d[\d.]*[ab]\d+,/ }));
      await hand.click(hand.page.locator('[data-publish]'));
      await hand.page
        .getByText(/It is at (all|both) 2 places|at all 2 places/)
        .first()
        .waitFor({ timeout: 90_000 });
    },
  },
];
