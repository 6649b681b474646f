import { useEffect, useRef } from 'react';
import type { AddonSummary } from '../../../preload/contract.ts';
import { ask, bridge } from '../../bridge.ts';
import { changePlans, type Plans, setPlans, usePlans, withPlans } from '../../stores/plans.ts';
import { latestRelease, useReleases } from '../../stores/releases.ts';
import { versionsThere } from '../../stores/resources.ts';
import type { ReleaseForm } from '../form/forms.ts';
import { draftFromModel } from '../form/model.ts';
import type { ChosenPlaces } from './chosen-places.ts';

// What a release would change is asked by itself, at the places that are switched on: after a pause in typing, seldom while a folder goes on
// changing, never while a release is under way, and not again while the answer is fresh.

const PAUSE_MS = 1200;
/** Between two looks because of a folder that goes on changing. */
const SELDOM_MS = 30_000;
/** Others release too; a form that is opened again after so long is asked for anew. */
const FRESH_MS = 10 * 60_000;

/** What makes the answer another one; notes only by whether there are some. */
function questionOf({ model, target }: ReleaseForm): string {
  return JSON.stringify([target.connectionId, model.packageId, model.packageVersion, model.notes.trim() !== '']);
}

interface AutomaticPlans {
  readonly form: ReleaseForm;
  readonly addon: AddonSummary;
  readonly chosen: ChosenPlaces;
  /** How the registry is called among the places. */
  readonly registryName: string;
}

export function useAutomaticPlans(asking: AutomaticPlans): void {
  const { form, addon, chosen, registryName } = asking;
  const { id: addonId, state } = addon;
  const known = usePlans((all) => all[addonId]);
  const isRunning = useReleases((all) => latestRelease(all, addonId)?.state === 'running');
  const question = questionOf(form);
  const hasFault = form.faults.some(({ field }) => field === 'packageId' || field === 'packageVersion');
  const places = placesOf(chosen, registryName).join('\n');
  const isReady = state === 'ready' && !isRunning && !hasFault && places !== '';
  const newest = useRef(asking);
  newest.current = asking;
  useEffect(() => {
    const wait = isReady ? untilNextPlans(known, question, places.split('\n'), Date.now()) : undefined;
    if (wait === undefined) return;
    const timer = setTimeout(() => void askByItself(newest.current), wait);
    return () => clearTimeout(timer);
  }, [isReady, known, question, places]);
  useEffect(() => () => void ask(bridge().destinations.stopPlan({ addonId })), [addonId]);
}

function placesOf({ names, registry }: ChosenPlaces, registryName: string): string[] {
  return registry === undefined ? names : [...names, registryName];
}

type Known = Pick<Plans, 'question' | 'busy' | 'askedAt' | 'stale' | 'error' | 'plans'>;

/** How long until the next look; undefined for none. */
export function untilNextPlans(
  known: Known | undefined,
  question: string,
  places: readonly string[],
  now: number,
): number | undefined {
  if (known?.question !== question) return PAUSE_MS;
  if (known.busy) return undefined;
  if (known.stale === 'soon') return PAUSE_MS;
  if (known.stale === 'later') return Math.max(PAUSE_MS, known.askedAt + SELDOM_MS - now);
  if (known.error !== undefined) return undefined;
  const isKnown = places.every((name) => known.plans.some((plan) => plan.name === name));
  return isKnown && now - known.askedAt < FRESH_MS ? undefined : PAUSE_MS;
}

/** Places that were just looked at are left in peace when another one is switched on. */
async function askByItself({ form, chosen, registryName }: AutomaticPlans): Promise<void> {
  const known = usePlans.getState()[form.target.addonId];
  const isFresh =
    known?.question === questionOf(form) &&
    known.stale === undefined &&
    Date.now() - known.askedAt < FRESH_MS &&
    known.error === undefined;
  const lacks = (name: string) => !isFresh || !known.plans.some((plan) => plan.name === name);
  const { names, registry } = chosen;
  await askPlans(form, { names: names.filter(lacks), registry: lacks(registryName) ? registry : undefined }, false);
}

/** `asked`: by a click. */
export async function askPlans(form: ReleaseForm, { names, registry }: ChosenPlaces, asked: boolean): Promise<void> {
  const { target, model } = form;
  const { addonId } = target;
  const question = questionOf(form);
  const before = usePlans.getState()[addonId];
  const isOld = before !== undefined && Date.now() - before.askedAt >= FRESH_MS;
  if (asked || isOld) void versionsThere.load({ addonId });
  if (before?.busy) await ask(bridge().destinations.stopPlan({ addonId }));
  const askedAt = Date.now();
  const plans = before?.question === question ? before.plans : [];
  const version = model.packageVersion;
  setPlans(addonId, { version, question, busy: true, asked, stale: undefined, askedAt, plans, error: undefined });
  const draft = draftFromModel(model);
  const answer = await ask(bridge().destinations.plan({ addonId, draft, names, registry: registry ?? null, asked }));
  const now = usePlans.getState()[addonId];
  // A newer question has taken its place.
  if (now?.askedAt !== askedAt || now.question !== question) return;
  if (answer.ok) changePlans(addonId, { busy: false, plans: withPlans(now.plans, answer.value) });
  else if (asked || !GAVE_WAY.has(answer.error.code)) changePlans(addonId, { busy: false, error: answer.error });
  else changePlans(addonId, { busy: false, stale: 'later' });
}

/** It was stopped for something else, and comes later. */
const GAVE_WAY: ReadonlySet<string> = new Set(['busy', 'cancelled']);
