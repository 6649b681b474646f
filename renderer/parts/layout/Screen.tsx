import { type ReactNode, useEffect, useRef } from 'react';
import styles from '../parts.module.css';

interface ScreenProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A screen's heading takes the focus when it opens, so that a reader hears where it is and Tab begins there. */
export function Screen({ title, subtitle, actions, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className={styles.screen}>
      <div className={styles.screenHead}>
        <h1 ref={heading} tabIndex={-1} className={styles.screenTitle}>
          {title}
        </h1>
        {subtitle !== undefined && <span className={styles.subtitle}>{subtitle}</span>}
        {actions !== undefined && <div className={styles.screenActions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}
