import type { z } from 'zod';
import { addons } from './contract/addons.ts';
import { app } from './contract/app.ts';
import { archive } from './contract/archive.ts';
import type { Outcome } from './contract/common.ts';
import { connections } from './contract/connections.ts';
import type { Call, Event } from './contract/define.ts';
import { destinations } from './contract/destinations.ts';
import { install } from './contract/install.ts';
import { notes } from './contract/notes.ts';
import { packages } from './contract/packages.ts';
import { publish } from './contract/publish.ts';
import { registry } from './contract/registry.ts';
import { settings } from './contract/settings.ts';

export * from './contract/addons.ts';
export * from './contract/app.ts';
export * from './contract/archive.ts';
export * from './contract/common.ts';
export * from './contract/connections.ts';
export type { Call, Event } from './contract/define.ts';
export * from './contract/destination-settings.ts';
export * from './contract/destinations.ts';
export * from './contract/install.ts';
export * from './contract/notes.ts';
export * from './contract/notes-names.ts';
export * from './contract/packages.ts';
export * from './contract/phases.ts';
export * from './contract/preview.ts';
export * from './contract/publish.ts';
export * from './contract/registry.ts';
export * from './contract/release-draft.ts';
export * from './contract/settings.ts';
export * from './contract/superseded.ts';
export * from './contract/testers-place.ts';

/**
 * Everything that crosses between the renderer and main, named once. A channel is `domain.name`.
 * Adding a call touches this, one handler in main, and its caller.
 */
export const contract = {
  addons,
  install,
  archive,
  publish,
  destinations,
  notes,
  packages,
  registry,
  connections,
  settings,
  app,
} as const;

export type Contract = typeof contract;
export type DomainName = keyof Contract;

type CallsOf<D> = { [N in keyof D as D[N] extends Call ? N : never]: D[N] };
type EventsOf<D> = { [N in keyof D as D[N] extends Event ? N : never]: D[N] };

type InputOf<C> = C extends Call<infer I, z.ZodType> ? z.infer<I> : never;
type OutputOf<C> = C extends Call<z.ZodType, infer O> ? z.infer<O> : never;
type PayloadOf<E> = E extends Event<infer P> ? z.infer<P> : never;

/** A call without input is made without an argument. */
type Arguments<I> = I extends null ? [] : [input: I];

/** Whether main answers: `lost` when its end of the socket is gone, `silent` when it is there and says nothing. */
export type LinkState = 'up' | 'silent' | 'lost';

export interface LinkToMain {
  readonly onChanged: (listener: (state: LinkState) => void) => () => void;
  /** Does not wait for the next try. */
  readonly tryNow: () => void;
}

/** What the renderer sees as `window.loadmaster`: one function a call, one subscription an event. */
export type LoadmasterBridge = {
  readonly [D in DomainName]: {
    readonly [N in keyof CallsOf<Contract[D]>]: (
      ...input: Arguments<InputOf<CallsOf<Contract[D]>[N]>>
    ) => Promise<Outcome<OutputOf<CallsOf<Contract[D]>[N]>>>;
  } & {
    readonly [N in keyof EventsOf<Contract[D]> as `on${Capitalize<N & string>}`]: (
      listener: (payload: PayloadOf<EventsOf<Contract[D]>[N]>) => void,
    ) => () => void;
  };
} & {
  /** Where a dropped file or folder is on disk; null in a browser tab, which may not know. */
  readonly pathOfDropped: (file: File) => string | null;
  readonly link: LinkToMain;
};

/** What main has to provide: one function a call, given parsed input. A thrown error becomes `internal`. */
export type Handlers = {
  readonly [D in DomainName]: {
    readonly [N in keyof CallsOf<Contract[D]>]: (
      input: InputOf<CallsOf<Contract[D]>[N]>,
    ) => Promise<Outcome<OutputOf<CallsOf<Contract[D]>[N]>>>;
  };
};

/** How main tells the renderer something: `emit.publish.changed(submission)`. */
export type Emitters = {
  readonly [D in DomainName]: {
    readonly [N in keyof EventsOf<Contract[D]>]: (payload: PayloadOf<EventsOf<Contract[D]>[N]>) => void;
  };
};
