import { ask, bridge } from '../bridge.ts';
import { say, sayError } from '../stores/notices.ts';
import { rehearsals } from '../stores/resources.ts';
import { text } from '../text/text.ts';
import { PRESETS, type PresetName } from './presets.ts';

const t = text.registry.rehearsal;

/** Adds a whole evening to what is rehearsed, from wherever the author is. */
export async function rehearsePreset(name: PresetName): Promise<void> {
  const now = await ask(bridge().registry.rehearsal());
  const faults = now.ok ? now.value.faults : [];
  const answer = await ask(bridge().registry.rehearse({ faults: [...faults, ...PRESETS[name]] }));
  if (!answer.ok) {
    sayError(t.couldNot, answer.error);
    return;
  }
  rehearsals.put('rehearsal', answer.value);
  say('info', t.active(answer.value.faults.length), t.presets.kinds[name].text);
}
