import { create } from 'zustand';
import { isPackageType, type PackageType } from '../../protocol/index.ts';
import { keepInWindow, readKept } from '../stores/window-storage.ts';
import { formKey, type Target } from './form/target.ts';

// A package that is to be created is no part of a release's draft, but what was typed for it took as long: it is there
// again when its author comes back from another tab, or after a restart.

export interface NewPackage {
  readonly packageId: string;
  readonly packageName: string;
  readonly packageType: PackageType;
  readonly description: string;
}

/** What an author changed of what is suggested. */
export type TypedPackage = Partial<NewPackage> & {
  /** The id that stood in the release form when this panel's was typed. */
  readonly insteadOf?: string;
};

const KEY = 'loadmaster.new-package';
const NOTHING: TypedPackage = {};

const useTyped = create<Readonly<Record<string, TypedPackage>>>()(() => {
  const kept = Object.entries(readKept(KEY)).map(([key, typed]) => [key, typedIn(typed)] as const);
  return Object.fromEntries(kept);
});

export function useTypedPackage(target: Target): TypedPackage {
  return useTyped((all) => all[formKey(target)]) ?? NOTHING;
}

export function typePackage(target: Target, part: TypedPackage): void {
  const key = formKey(target);
  useTyped.setState((all) => ({ [key]: { ...all[key], ...part } }));
  keepInWindow(KEY, useTyped.getState());
}

/** It is created: what was typed is the registry's now. */
export function forgetTypedPackage(target: Target): void {
  useTyped.setState(({ [formKey(target)]: _, ...rest }) => rest, true);
  keepInWindow(KEY, useTyped.getState());
}

/** Of what an older or a damaged storage holds, what can be shown. */
function typedIn(kept: unknown): TypedPackage {
  const { packageType, ...rest } = (typeof kept === 'object' && kept !== null ? kept : {}) as Record<string, unknown>;
  const texts = Object.entries(rest).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const isType = typeof packageType === 'string' && isPackageType(packageType);
  return { ...Object.fromEntries(texts), ...(isType && { packageType }) };
}
