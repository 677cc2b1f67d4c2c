import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { takeTokenFromAddress } from './session/session.ts';
import './styles/base.css';
import './styles/parts.css';
import './styles/pages.css';

// Before anything reads the address: a token in it is neither a place nor to be seen.
takeTokenFromAddress();
addEventListener('hashchange', takeTokenFromAddress);

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
