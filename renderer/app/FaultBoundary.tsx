import { Button } from '@mantine/core';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { ask, bridge } from '../bridge.ts';
import styles from '../parts/parts.module.css';
import { text } from '../text/text.ts';

interface Props {
  /** Where the author is: elsewhere the fault does not matter. */
  readonly place?: unknown;
  readonly children: ReactNode;
}

interface State {
  readonly fault: string | undefined;
}

const LONGEST = 8000;

/** When a part throws, React takes the whole page away. Here the rest stays, the fault is said, and main's log has it. */
export class FaultBoundary extends Component<Props, State> {
  override state: State = { fault: undefined };

  static getDerivedStateFromError(cause: unknown): State {
    return { fault: String(cause) };
  }

  override componentDidCatch(cause: unknown, { componentStack }: ErrorInfo): void {
    const stack = cause instanceof Error ? cause.stack : undefined;
    void ask(bridge().app.pageFault({ text: `${stack ?? String(cause)}${componentStack ?? ''}`.slice(0, LONGEST) }));
  }

  override componentDidUpdate({ place }: Props): void {
    if (this.state.fault !== undefined && place !== this.props.place) this.setState({ fault: undefined });
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (fault === undefined) return this.props.children;
    return (
      <div className={styles.error} role="alert">
        <div className={styles.errorText}>
          <p className={styles.errorTitle}>{text.common.broken.title}</p>
          <p>{text.common.broken.sentence}</p>
          <p className={styles.errorCause}>{fault}</p>
        </div>
        <Button variant="filled" onClick={() => location.reload()}>
          {text.common.broken.again}
        </Button>
      </div>
    );
  }
}
