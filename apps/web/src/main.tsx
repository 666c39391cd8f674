import './old-browsers.ts';
import './ui/styles.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { watchForUpdates } from './app/updates.ts';
import { startDisplay } from './display/display.ts';
import { startLanguage } from './language/language.ts';
import { startSession } from './session/session.ts';

const container = document.getElementById('root');
if (container === null) throw new Error('no root element');

startDisplay();
void startSession();
watchForUpdates();
void startLanguage().then(() => {
  createRoot(container).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
});
