import { Drama } from 'lucide-react';
import { placeToHash } from '../../stores/place.ts';
import { useRegistry } from '../../stores/registry.ts';
import { text } from '../../text/text.ts';
import styles from './frame.module.css';

/** On every screen while the local registry is about to misbehave: what fails then, fails on purpose. */
export function RehearsalSign() {
  const rehearsing = useRegistry(({ status }) => status?.rehearsing === true && status.state === 'running');
  if (!rehearsing) return undefined;
  return (
    <a className={styles.rehearsing} href={placeToHash({ screen: 'registry', tab: 'rehearsal' })}>
      <Drama size="0.9375rem" aria-hidden="true" />
      {text.frame.rehearsing}
    </a>
  );
}
