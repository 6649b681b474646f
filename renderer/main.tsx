import './theme/components.css';
import './theme/tokens.css';
import './theme/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { FaultBoundary } from './app/FaultBoundary.tsx';
import { drawn } from './app/page/drawn.ts';
import { isInSight } from './app/page/in-sight.ts';
import { keepFocus } from './app/page/keep-focus.ts';
import { limitPastes } from './app/page/paste-limit.ts';
import { Spoken } from './app/page/Spoken.tsx';
import { Themed } from './app/page/theme-choice.tsx';
import { ask, bridge } from './bridge.ts';
import { runMenuCommand } from './commands/addon.ts';
import { keepAllNow } from './release/form/keeping.ts';
import { followOtherTabs } from './release/form/other-tabs.ts';
import { followEndings, renewForms } from './release/publish/follow-endings.ts';
import { connectStores, loadStores } from './stores/connect.ts';
import { followLink } from './stores/link.ts';
import { followAddress, goTo } from './stores/place.ts';
import { refreshAll } from './stores/resources.ts';
import { speak } from './text/speak.ts';

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no root element.');
  await speak('system');
  followAddress();
  limitPastes(document);
  keepFocus(document);
  connectStores({ goTo, command: runMenuCommand, isInSight, renewForms });
  followEndings();
  followOtherTabs();
  followLink(() => {
    keepAllNow();
    void loadStores();
    refreshAll();
  });
  const loading = loadStores();
  createRoot(root).render(
    <StrictMode>
      <Themed>
        <Spoken>
          <FaultBoundary>
            <App />
          </FaultBoundary>
        </Spoken>
      </Themed>
    </StrictMode>,
  );
  // A tab that slept, or whose connection broke, may have missed something.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void loadStores();
  });
  await loading;
  await drawn();
  void ask(bridge().app.interactive({ msSinceNavigation: performance.now() }));
}

void start();
