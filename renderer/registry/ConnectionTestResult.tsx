import type { AppError, ConnectionTest } from '../../preload/contract.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Lamp } from '../parts/signs/Chip.tsx';
import { sayMessage } from '../text/say-finding.ts';
import { storageText } from '../text/storage.ts';
import { text } from '../text/text.ts';
import styles from './registry.module.css';

const t = text.registry.connections.tested;
type Ability = keyof ConnectionTest['abilities'];
const ABILITIES = Object.keys(t.abilities) as readonly Ability[];

interface ResultProps {
  readonly test: ConnectionTest;
  readonly name: string;
}

/** What the token may do as far as the registry tells, and what will not work with it. */
export function ConnectionTestResult({
  test: { reachable, registryName, author, abilities, warnings, error },
  name,
}: ResultProps) {
  return (
    <div className={styles.result}>
      {error && <ErrorNote error={error} />}
      {reachable && (
        <>
          <p>
            {t.ok(registryName ?? name)} {author && t.author(author.name)}{' '}
            {author && t.storage(storageText(author.usedStorage, author.totalStorage))}
          </p>
          <ul className={styles.abilities}>
            {ABILITIES.map((ability) => (
              <li key={ability}>
                <Allowed may={abilities[ability]} /> {t.abilities[ability]}
              </li>
            ))}
          </ul>
        </>
      )}
      {warnings.map((warning) => (
        <p key={warning.id} className={styles.warning}>
          {sayMessage(warning, warning.id)}
        </p>
      ))}
    </div>
  );
}

function Allowed({ may }: { readonly may: ConnectionTest['abilities'][Ability] }) {
  if (may === null) return <Lamp light="past">{t.unknown}:</Lamp>;
  return may ? <Lamp light="ok">{t.can}</Lamp> : <Lamp light="bad">{t.cannot}</Lamp>;
}

/** A test that could not even be made, in the shape of one that was. */
export function failedTest(error: AppError): ConnectionTest {
  const abilities = { view: null, readAccount: null, upload: null, reprocess: null };
  return { reachable: false, registryName: null, author: null, abilities, warnings: [], error };
}
