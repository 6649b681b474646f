import './theme/components.css';
import './theme/tokens.css';
import './theme/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { FaultBoundary } from './app/FaultBoundary.tsx';
import { ChosenTheme } from './app/page/ChosenTheme.tsx';
import { isInSight } from './app/page/in-sight.ts';
import { keepFocus } from './app/page/keep-focus.ts';
import { LanguageBoundary } from './app/page/LanguageBoundary.tsx';
import { nextPaint } from './app/page/next-paint.ts';
import { limitPastes } from './app/page/paste-limit.ts';
import { ask, bridge } from './bridge.ts';
import { runMenuCommand } from './commands/addon.ts';
import { keepAllNow } from './release/form/keep-draft.ts';
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
      <ChosenTheme>
        <LanguageBoundary>
          <FaultBoundary>
            <App />
          </FaultBoundary>
        </LanguageBoundary>
      </ChosenTheme>
    </StrictMode>,
  );
  // A tab that slept, or whose connection broke, may have missed something.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void loadStores();
  });
  await loading;
  await nextPaint();
  void ask(bridge().app.interactive({ msSinceNavigation: performance.now() }));
}

void start();
