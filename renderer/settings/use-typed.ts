import { useEffect, useEffectEvent, useState } from 'react';

/**
 * What is typed into a setting, until it counts: when the field is left by Tab or Enter, when a key goes to another
 * screen, which takes the field away, or when the window closes. `keep` says whether it was taken; what was not stays.
 */
export function useTyped(keep: (typed: string) => boolean) {
  const [typed, setTyped] = useState<string>();
  const leave = useEffectEvent(() => {
    if (typed !== undefined) keep(typed);
  });
  useEffect(() => {
    const leaving = () => leave();
    window.addEventListener('beforeunload', leaving);
    return () => {
      window.removeEventListener('beforeunload', leaving);
      leaving();
    };
  }, []);
  const keepNow = () => {
    if (typed !== undefined && keep(typed)) setTyped(undefined);
  };
  return { typed, setTyped, keepNow };
}
