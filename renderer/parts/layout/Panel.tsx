import { type ReactNode, useId } from 'react';
import { classes } from '../classes.ts';
import styles from '../parts.module.css';
import type { Light } from '../signs/light.ts';

interface PanelProps {
  readonly title?: string;
  readonly actions?: ReactNode;
  /** What explains the term, beside the title. */
  readonly help?: ReactNode;
  readonly className?: string | undefined;
  /** How what it shows stands, at its left edge. */
  readonly stripe?: Light | undefined;
  readonly children: ReactNode;
}

export function Panel({ title, actions, help, className, stripe, children }: PanelProps) {
  const id = useId();
  if (title === undefined) {
    return (
      <div className={classes(styles.panel, className)} data-stripe={stripe}>
        {children}
      </div>
    );
  }
  return (
    <section className={classes(styles.panel, className)} aria-labelledby={id} data-stripe={stripe}>
      <div className={styles.panelHead}>
        <span>
          <h2 id={id} className={styles.panelTitle}>
            {title}
          </h2>
          {help}
        </span>
        {actions !== undefined && <div className={styles.row}>{actions}</div>}
      </div>
      {children}
    </section>
  );
}

/** Name and figure, the figures lined up. */
export function Facts({ facts }: { readonly facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <FactRow key={name} name={name} value={value} />
      ))}
    </dl>
  );
}

function FactRow({ name, value }: { readonly name: string; readonly value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
