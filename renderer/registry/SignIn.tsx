import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { AppError, Connection, Outcome } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Code } from '../parts/signs/Chip.tsx';
import { takeFocus } from '../parts/take-focus.ts';
import { text } from '../text/text.ts';
import styles from './registry.module.css';

const t = text.registry.connections.signIn;

export interface SigningIn {
  readonly waiting: boolean;
  /** Where the author signs in, once it is known. */
  readonly address: string | undefined;
  readonly error: AppError | undefined;
  begin(place: { readonly id: string | undefined; readonly name: string; readonly baseUrl: string }): void;
  cancel(): void;
}

/** Signing in with the author's browser, as long as the dialog is open; `onDone` hears of the connection that has a token now. */
export function useSignIn(onDone: (connection: Connection) => void): SigningIn {
  const [waiting, setWaiting] = useState(false);
  const [address, setAddress] = useState<string>();
  const [error, setError] = useState<AppError>();
  const going = useRef(false);
  const cancel = () => void bridge().connections.cancelSignIn();
  useEffect(() => {
    const forget = bridge().connections.onSigningIn(({ address: at }) => setAddress(at));
    return () => {
      forget();
      if (going.current) void bridge().connections.cancelSignIn();
    };
  }, []);
  const end = (answer: Outcome<Connection>) => {
    going.current = false;
    setWaiting(false);
    setAddress(undefined);
    if (answer.ok) onDone(answer.value);
    // Who cancels it here need not be told.
    else setError(answer.error.code === 'cancelled' ? undefined : answer.error);
  };
  return {
    ...{ waiting, address, error, cancel },
    begin(place) {
      going.current = true;
      setError(undefined);
      setWaiting(true);
      void ask(bridge().connections.signIn({ ...place, id: place.id ?? null })).then(end);
    },
  };
}

interface SignInProps {
  readonly signIn: SigningIn;
  /** Whether it is known where. */
  readonly possible: boolean;
  readonly onBegin: () => void;
}

/** The button, and while the browser is waited for, where to go should it not have opened. */
export function SignIn({ signIn: { waiting, address, error, cancel }, possible, onBegin }: SignInProps) {
  const hasWaited = useRef(false);
  hasWaited.current ||= waiting;
  return (
    <div className={styles.signIn} role="status">
      {error && error.field === undefined && <ErrorNote error={error} />}
      {waiting ? (
        <>
          <p>{t.waiting}</p>
          {address !== undefined && (
            <p className={styles.url}>
              {t.elsewhere} <Code>{address}</Code> <CopyButton value={address} what={t.address} />
            </p>
          )}
          <Button ref={takeFocus} onClick={cancel}>
            {t.cancel}
          </Button>
        </>
      ) : (
        <>
          <Button ref={hasWaited.current ? takeFocus : undefined} disabled={!possible} onClick={onBegin}>
            {t.begin}
          </Button>
          <p className={styles.dim}>{t.hint}</p>
        </>
      )}
    </div>
  );
}
