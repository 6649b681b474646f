import { useEffect, useState } from 'react';
import type { Outcome } from '../../preload/contract.ts';
import { ask } from '../bridge.ts';

/** What main answers to a question, asked again when its key is another; undefined until it is there. */
export function useAnswer<T>(key: string, question: () => Promise<Outcome<T>>): Outcome<T> | undefined {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly outcome: Outcome<T> }>();
  useEffect(() => {
    if (answer?.key === key) return;
    let isOver = false;
    void ask(question()).then((outcome) => {
      if (!isOver) setAnswer({ key, outcome });
    });
    return () => {
      isOver = true;
    };
  }, [key, question, answer]);
  return answer?.key === key ? answer.outcome : undefined;
}
