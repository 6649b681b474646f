import './theme/components.css';
import './theme/tokens.css';
import './theme/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { drawn } from './app/drawn.ts';
import { FaultBoundary } from './app/FaultBoundary.tsx';
import { isInSight } from './app/in-sight.ts';
import { keepFocus } from './app/keep-focus.ts';
import { runMenuCommand } from './app/palette/addon-commands.ts';
import { limitPastes } from './app/paste-limit.ts';
import { followAddress, goTo } from './app/place.ts';
import { Spoken } from './app/Spoken.tsx';
import { Themed } from './app/theme-choice.tsx';
import { ask, bridge } from './bridge.ts';
import { keepAllNow } from './release/form/keeping.ts';
import { followOtherTabs } from './release/form/other-tabs.ts';
import { followEndings, renewForms } from './release/publish/follow-endings.ts';
import { connectStores, loadStores } from './stores/connect.ts';
import { followLink } from './stores/link.ts';
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
