import { type ReactNode, useId } from 'react';
import { classes } from './classes.ts';
import styles from './parts.module.css';

interface PanelProps {
  readonly title?: string;
  readonly actions?: ReactNode;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function Panel({ title, actions, className, children }: PanelProps) {
  const id = useId();
  if (title === undefined) return <div className={classes(styles.panel, className)}>{children}</div>;
  return (
    <section className={classes(styles.panel, className)} aria-labelledby={id}>
      <div className={styles.panelHead}>
        <h2 id={id} className={styles.panelTitle}>
          {title}
        </h2>
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
