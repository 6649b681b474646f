import { Button } from '@mantine/core';
import { Unplug } from 'lucide-react';
import { bridge } from '../../bridge.ts';
import { useLink } from '../../stores/link.ts';
import { text } from '../../text/text.ts';
import styles from './frame.module.css';

/** One bar for the whole app while main does not answer: nothing on the screens below it is sure to be true. */
export function LinkBar() {
  const state = useLink((link) => link.state);
  return (
    <div role="alert" className={styles.linkRegion}>
      {state !== 'up' && (
        <div className={styles.link}>
          <Unplug size="1.125rem" aria-hidden="true" />
          <p>
            <strong>{text.frame.link.title}</strong> {text.frame.link[state]}
          </p>
          <Button onClick={() => bridge().link.tryNow()}>{text.common.tryAgain}</Button>
        </div>
      )}
    </div>
  );
}
