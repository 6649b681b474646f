import { useEffect, useRef, useState } from 'react';
import type { AppError, DestinationTest, MessageData } from '../../../preload/contract.ts';
import { ask, bridge } from '../../bridge.ts';
import { say } from '../../stores/notices.ts';
import { addonDestinations, versionsThere } from '../../stores/resources.ts';
import { explainError } from '../../text/explain.ts';
import { sayMessage } from '../../text/say-finding.ts';
import { text } from '../../text/text.ts';
import { type SettingsForm, settingsFromForm } from './settings-form.ts';

interface Saving {
  readonly addonId: string;
  readonly form: SettingsForm;
  readonly secret: string;
  /** How it was called; undefined for a new one. */
  readonly was: string | undefined;
  readonly onClose: () => void;
}

/** For what comes back after somebody may have left. */
function useIsOpen() {
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);
  return isOpen;
}

/** Goes there, and keeps what is typed when it was reached and nobody left meanwhile. */
export function useSaving({ addonId, form, secret, was, onClose }: Saving) {
  const [busy, setBusy] = useState(false);
  const [test, setTest] = useState<DestinationTest>();
  const [error, setError] = useState<AppError>();
  const isOpen = useIsOpen();
  const input = () => ({
    addonId,
    settings: settingsFromForm(form),
    ...(was !== undefined && { was }),
    ...(secret !== '' && { secret }),
  });

  const save = async (found: readonly MessageData[] = []) => {
    setBusy(true);
    const answer = await ask(bridge().destinations.save(input()));
    setBusy(false);
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    addonDestinations.put({ addonId }, answer.value);
    void versionsThere.load({ addonId });
    const { name } = settingsFromForm(form);
    const t = text.destinations.dialog;
    const says = found.map((one) => sayMessage(one, one.id)).join(' ');
    say('success', was === undefined ? t.added(name) : t.saved(name), says);
    onClose();
  };

  const testAndSave = async () => {
    setBusy(true);
    setError(undefined);
    const answer = await ask(bridge().destinations.test(input()));
    setBusy(false);
    if (!isOpen.current) return;
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    setTest(answer.value);
    if (answer.value.state === 'reached') await save(answer.value.found);
  };

  const forget = () => {
    setTest(undefined);
    setError(undefined);
  };
  const nameError = error?.field === 'name' ? explainError(error) : undefined;
  return {
    busy,
    test,
    error: nameError === undefined ? error : undefined,
    nameError,
    save: () => save(),
    testAndSave,
    forget,
  };
}
