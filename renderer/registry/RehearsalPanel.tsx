import { Button } from '@mantine/core';
import type { RehearsalFault } from '../../protocol/index.ts';
import { ask, bridge } from '../bridge.ts';
import { Explain } from '../help/Explain.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Panel } from '../parts/layout/Panel.tsx';
import { Chip } from '../parts/signs/Chip.tsx';
import { sayError } from '../stores/notices.ts';
import { useRegistry } from '../stores/registry.ts';
import { rehearsals } from '../stores/resources.ts';
import { text } from '../text/text.ts';
import { FaultCard } from './FaultCard.tsx';
import { expectation, faultName } from './faults.ts';
import { FAULT_GROUPS, type FaultGroup, PRESET_NAMES, PRESETS } from './presets.ts';
import styles from './registry.module.css';

const t = text.registry.rehearsal;
const NO_FAULTS: readonly RehearsalFault[] = [];
const GROUP_NAMES = Object.keys(FAULT_GROUPS) as readonly FaultGroup[];

/** The local registry made to misbehave on purpose, with what the author should see. */
export function RehearsalPanel() {
  const { value, error } = rehearsals.use('rehearsal');
  const running = useRegistry(({ status }) => status?.state === 'running');
  const faults = value?.faults ?? NO_FAULTS;
  const set = async (next: readonly RehearsalFault[]) => {
    const answer = await ask(bridge().registry.rehearse({ faults: [...next] }));
    if (answer.ok) rehearsals.put('rehearsal', answer.value);
    else sayError(t.couldNot, answer.error);
  };
  return (
    <div className={styles.stack}>
      <p className={styles.dim}>
        {running ? t.intro : t.needsRunning} <Explain term="Rehearsal" name={text.registry.tabs.rehearsal} />
      </p>
      {error && <ErrorNote error={error} onRetry={() => void rehearsals.load('rehearsal')} />}
      <Panel
        title={faults.length === 0 ? t.none : t.active(faults.length)}
        actions={faults.length > 0 && <Button onClick={() => void set([])}>{t.end}</Button>}
      >
        <ul>
          {numbered(faults).map(({ fault, at, key }) => (
            <li key={key} className={styles.active}>
              <Chip light="warn">{faultName(fault)}</Chip>
              <span className={styles.dim}>{timesOf(fault)}</span>
              <span>{expectation(fault)}</span>
              <span className={styles.end}>
                <Button aria-label={t.takeAway(faultName(fault))} onClick={() => void set(faults.toSpliced(at, 1))}>
                  {text.common.remove}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      </Panel>
      <Presets disabled={!running} onStart={(preset) => void set([...faults, ...preset])} />
      {GROUP_NAMES.map((group) => (
        <section key={group} className={styles.stack} aria-label={t.groups[group].title}>
          <h2 className={styles.groupTitle}>
            {t.groups[group].title} <span className={styles.dim}>{t.groups[group].text}</span>
          </h2>
          <div className={styles.grid}>
            {FAULT_GROUPS[group].map((kind) => (
              <FaultCard key={kind} kind={kind} disabled={!running} onStart={(fault) => void set([...faults, fault])} />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

interface PresetsProps {
  readonly disabled: boolean;
  readonly onStart: (faults: readonly RehearsalFault[]) => void;
}

/** Several faults by one press; what they are is told before. */
function Presets({ disabled, onStart }: PresetsProps) {
  return (
    <Panel title={t.presets.title}>
      <ul>
        {PRESET_NAMES.map((name) => (
          <li key={name} className={styles.active}>
            <span className={styles.presetText}>
              <span className={styles.name}>{t.presets.kinds[name].title}</span>{' '}
              <span className={styles.dim}>{t.presets.kinds[name].text}</span>
            </span>
            <span className={styles.end}>
              <Button
                disabled={disabled}
                aria-label={`${t.start}: ${t.presets.kinds[name].title}`}
                onClick={() => onStart(PRESETS[name])}
              >
                {t.start}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

// The same fault may be rehearsed twice, so a name alone does not tell them apart.
function numbered(faults: readonly RehearsalFault[]) {
  return faults.map((fault, at) => ({ fault, at, key: `${at} ${faultName(fault)}` }));
}

function timesOf(fault: RehearsalFault): string {
  return 'times' in fault && fault.times !== undefined ? t.timesLeft(fault.times) : t.always;
}
