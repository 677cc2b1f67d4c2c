/** How the dashboard is built (`npm run dashboard`) and served while one works on it (`npm run dashboard -- --serve`). */
import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';

/** Where the product runs while the dashboard is served by Vite: `npm run demo`. */
const API = process.env.DASHBOARD_API ?? 'http://127.0.0.1:4000';

const config: UserConfig = {
  root: import.meta.dirname,
  // Relative addresses work under any path of a reverse proxy.
  base: './',
  plugins: [react()],
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: true,
    // The policy of the server allows scripts from files only; nothing may be written into the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/graphql': { target: API, ws: true }, '/logs': { target: API } } },
  logLevel: 'warn',
};

export default config;
