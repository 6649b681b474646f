import { Screen } from '../parts/layout/Screen.tsx';
import { text } from '../text/text.ts';
import { DepotPanel } from './DepotPanel.tsx';
import { OrderPanel } from './OrderPanel.tsx';
import { TesterPanel } from './TesterPanel.tsx';
import styles from './tools.module.css';

export function ToolsScreen() {
  return (
    <Screen title={text.tools.title} subtitle={text.tools.subtitle}>
      <div className={styles.grid}>
        <TesterPanel />
        <div className={styles.column}>
          <OrderPanel />
          <DepotPanel />
        </div>
      </div>
    </Screen>
  );
}
