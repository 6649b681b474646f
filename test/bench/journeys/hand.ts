import type { Locator, Page } from 'playwright-core';

/** What a person does with mouse and keyboard, counted: a click, a choice, a field that is filled in. */
export class Hand {
  readonly page: Page;
  #presses = 0;

  constructor(page: Page) {
    this.page = page;
  }

  get presses(): number {
    return this.#presses;
  }

  async click(target: Locator): Promise<void> {
    this.#presses += 1;
    await target.first().click();
  }

  async type(target: Locator, text: string): Promise<void> {
    this.#presses += 1;
    await target.first().fill(text);
  }

  /** Enter ends a field that is filled in, and asks for nothing else. */
  async typeAndEnter(target: Locator, text: string): Promise<void> {
    await this.type(target, text);
    await target.first().press('Enter');
  }

  /** One that is dressed up is pressed by what covers it, which has its name. */
  async choose(name: string): Promise<void> {
    this.#presses += 1;
    await this.page.getByRole('radio', { name, exact: true }).check({ force: true });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** Presses Publish and waits until the release has come to this phase; the panel may still tell of the one before. */
  async publish(phase: string): Promise<void> {
    const panel = this.page.locator('section[data-phase]').first();
    const before = (await panel.count()) > 0 ? await panel.textContent() : null;
    await this.click(this.page.locator('[data-publish]'));
    await this.page.waitForFunction(
      ({ wanted, old }) => {
        const now = document.querySelector(`section[data-phase="${wanted}"]`)?.textContent;
        return now !== undefined && now !== old;
      },
      { wanted: phase, old: before },
      { timeout: 90_000 },
    );
  }
}
