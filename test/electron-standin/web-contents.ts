import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { WebContents, WebFrameMain, WindowOpenHandlerResponse } from 'electron';
import type { CDPSession, Page } from 'playwright-core';
import { runningChromium } from './app-state.ts';
import { ipcMain } from './ipc-main.ts';
import { wire } from './page/wire.ts';
import { BINDING, ISOLATED_WORLD, isolatedWorldScript, mainWorldScript } from './page/worlds.ts';
import { answerByScheme } from './protocol.ts';
import { fromChromium, toChromium } from './scheme-address.ts';
import { applyPermissions } from './session.ts';

type Frame = Pick<WebFrameMain, 'url' | 'frameTreeNodeId' | 'detached'> & { readonly parent: Frame | null };
interface Paused {
  requestId: string;
  frameId: string;
  resourceType: string;
  redirectedRequestId?: string;
  request: { url: string; method: string };
}
interface Message {
  kind: 'invoke' | 'send';
  id: number;
  channel: string;
  input: unknown[];
}
type WindowOpenHandler = (details: { url: string }) => WindowOpenHandlerResponse;

const { encode, decode } = wire();
let lastId = 0;

/** A page of the real Chromium, with a preload's world beside its own, asked and told as Electron's webContents is. */
export class StandinWebContents
  extends EventEmitter
  implements Pick<WebContents, 'id' | 'send' | 'getURL' | 'reload' | 'isDestroyed' | 'getOSProcessId'>
{
  readonly id = ++lastId;
  /** Resolves when the page is there; everything asked of it before waits. */
  readonly opened: Promise<{ page: Page; cdp: CDPSession }>;
  readonly #secret = randomBytes(16).toString('hex');
  readonly #worlds = new Map<number, string>();
  readonly #frames = new Map<string, Frame>();
  #mainFrameId = '';
  #ownNavigation = false;
  #windowOpenHandler: WindowOpenHandler = () => ({ action: 'allow' });
  #destroyed = false;

  constructor(preload: string | undefined) {
    super();
    this.opened = this.#open(preload);
    this.opened.catch((cause: unknown) => this.emit('standin-failed', cause));
  }

  get mainFrame(): Frame {
    return this.#frameOf(this.#mainFrameId);
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  /** No process: what is asked about it stays unknown. */
  getOSProcessId(): number {
    return 0;
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpenHandler = handler;
  }

  send(channel: string, ...input: unknown[]): void {
    const message = encode({ channel, input: structuredClone(input) });
    void this.opened.then(({ cdp }) => this.#tell(cdp, this.#mainWorldOfPreload(), message));
  }

  reload(): void {
    this.#ownNavigation = true;
    void this.opened.then(({ cdp }) => cdp.send('Page.reload'));
  }

  async loadURL(url: string): Promise<void> {
    const { cdp } = await this.opened;
    await applyPermissions(cdp, this, url);
    this.#ownNavigation = true;
    const loaded = new Promise<void>((resolve, reject) => {
      this.once('did-finish-load', () => resolve());
      this.once('destroyed', () => reject(new Error(`ERR_ABORTED (-3) loading '${url}'`)));
    });
    const { errorText } = await cdp.send('Page.navigate', { url: toChromium(url) });
    if (errorText) throw new Error(`${errorText} loading '${url}'`);
    await loaded;
  }

  async destroy(): Promise<void> {
    this.#destroyed = true;
    const { page } = await this.opened;
    await page.close().catch(() => {});
    this.emit('destroyed');
  }

  async #open(preload: string | undefined): Promise<{ page: Page; cdp: CDPSession }> {
    const { context } = runningChromium();
    const page = await context.newPage();
    // Electron makes no window that its handler denied; Chromium has, by the time it says so.
    page.on('popup', (popup) => void popup.close());
    const cdp = await context.newCDPSession(page);
    cdp.on('Page.windowOpen', ({ url }) => this.#windowOpenHandler({ url: fromChromium(url) }));
    cdp.on('Page.frameNavigated', ({ frame }) => this.#navigated(frame.id, frame.parentId, frame.url));
    cdp.on('Page.loadEventFired', () => this.emit('did-finish-load'));
    cdp.on('Page.lifecycleEvent', ({ name, frameId }) => {
      if (name === 'firstPaint' && frameId === this.#mainFrameId) this.emit('standin-painted');
    });
    cdp.on('Inspector.targetCrashed', () => {
      this.#worlds.clear();
      this.emit('render-process-gone', event(), { reason: 'crashed', exitCode: 5 });
    });
    cdp.on('Runtime.executionContextsCleared', () => this.#worlds.clear());
    cdp.on('Runtime.executionContextCreated', ({ context: { id, name, auxData } }) => {
      if (name === ISOLATED_WORLD) this.#worlds.set(id, String(auxData?.frameId));
    });
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === BINDING) void this.#heard(cdp, executionContextId, decode(payload) as Message);
    });
    cdp.on('Fetch.requestPaused', (paused) => void this.#answer(cdp, paused as Paused).catch(() => {}));
    this.#mainFrameId = (await cdp.send('Page.getFrameTree')).frameTree.frame.id;
    for (const method of ['Page.enable', 'Runtime.enable', 'Inspector.enable'] as const) await cdp.send(method);
    await cdp.send('Page.setLifecycleEventsEnabled', { enabled: true });
    await cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
    await cdp.send('Runtime.addBinding', { name: BINDING, executionContextName: ISOLATED_WORLD });
    const add = (source: string, worldName?: string) =>
      cdp.send('Page.addScriptToEvaluateOnNewDocument', { source, ...(worldName ? { worldName } : {}) });
    await add(mainWorldScript(this.#secret));
    if (preload) await add(isolatedWorldScript(this.#secret, readFileSync(preload, 'utf8')), ISOLATED_WORLD);
    return { page, cdp };
  }

  #navigated(id: string, parentId: string | undefined, url: string): void {
    this.#frames.set(id, {
      url: fromChromium(url),
      parent: parentId === undefined ? null : this.#frameOf(parentId),
      frameTreeNodeId: Number.parseInt(id.slice(0, 8), 16),
      detached: false,
    });
    if (id === this.#mainFrameId) this.emit('did-navigate', event(), fromChromium(url));
  }

  #frameOf(id: string): Frame {
    return (
      this.#frames.get(id) ?? {
        url: '',
        parent: null,
        frameTreeNodeId: Number.parseInt(id.slice(0, 8), 16),
        detached: false,
      }
    );
  }

  #mainWorldOfPreload(): number | undefined {
    return [...this.#worlds].findLast(([, frame]) => frame === this.#mainFrameId)?.[0];
  }

  async #tell(cdp: CDPSession, contextId: number | undefined, message: string): Promise<void> {
    // A page that is loading, or has crashed, hears nothing; so it is in Electron.
    if (contextId === undefined) return;
    const expression = `${BINDING}Hear(${JSON.stringify(message)})`;
    await cdp.send('Runtime.evaluate', { expression, contextId }).catch(() => {});
  }

  async #heard(cdp: CDPSession, contextId: number, { kind, id, channel, input }: Message): Promise<void> {
    const senderFrame = this.#frameOf(this.#worlds.get(contextId) ?? '');
    // The stand-in's contents and frame have what the shell asks of Electron's, and no more.
    const from = { ...event(), sender: this, senderFrame } as unknown as Parameters<typeof ipcMain.answer>[0];
    if (kind === 'send') return void ipcMain.emit(channel, from, ...input);
    const answer = await ipcMain.answer(from, channel, input);
    await this.#tell(cdp, contextId, encode({ id, ...answer }));
  }

  /** Every request of the page: a navigation is put to the shell first, an address of its scheme answered by it. */
  async #answer(cdp: CDPSession, paused: Paused): Promise<void> {
    const { requestId, request } = paused;
    const url = fromChromium(request.url);
    if (paused.resourceType === 'Document' && !this.#mayNavigate(paused, url)) {
      await cdp.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
      return;
    }
    const answer = await answerByScheme(url, request.method);
    if (!answer) return void (await cdp.send('Fetch.continueRequest', { requestId }));
    await cdp.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: answer.status,
      responseHeaders: [...answer.headers].map(([name, value]) => ({ name, value })),
      body: Buffer.from(await answer.arrayBuffer()).toString('base64'),
    });
  }

  #mayNavigate({ frameId, redirectedRequestId }: Paused, url: string): boolean {
    const isMainFrame = frameId === this.#mainFrameId;
    const details = { ...event(), url, isMainFrame, isSameDocument: false, frame: this.#frameOf(frameId) };
    if (redirectedRequestId !== undefined) this.emit('will-redirect', details);
    // The app's own loadURL and reload are not asked about.
    else if (isMainFrame && this.#ownNavigation) this.#ownNavigation = false;
    else {
      this.emit('will-frame-navigate', details);
      if (isMainFrame) this.emit('will-navigate', details);
    }
    return !details.defaultPrevented;
  }
}

export interface StandinEvent {
  defaultPrevented: boolean;
  preventDefault(): void;
}

export function event(): StandinEvent {
  return {
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}
