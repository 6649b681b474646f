import type { ReactNode } from 'react';
import { classes } from '../classes.ts';
import styles from '../parts.module.css';
import type { Light } from './light.ts';

/** A state as a word on its light's colour. */
export function Chip({ light, children }: { readonly light: Light; readonly children: ReactNode }) {
  return <span className={classes(styles.chip, styles[light])}>{children}</span>;
}

/** A light with its word, without the tinted ground. */
export function Lamp({ light, children }: { readonly light: Light; readonly children: ReactNode }) {
  return (
    <span className={classes(styles.chip, styles[light], styles.bare)}>
      <span className={styles.dot} aria-hidden="true" />
      {children}
    </span>
  );
}

/** What the registry said, letter by letter: authors quote it when they ask for help. */
export function Code({ children }: { readonly children: ReactNode }) {
  return <code className={styles.code}>{children}</code>;
}

/** An id, a version or a selection, as the registry reads it. */
export function Literal({ children }: { readonly children: ReactNode }) {
  return (
    <bdi className={styles.literal} dir="ltr">
      {children}
    </bdi>
  );
}
