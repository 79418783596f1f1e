import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import mantine from 'postcss-preset-mantine';
import { schemasDigest } from './build/schemas-digest.ts';

/** Builds the window. Both shells serve `out/renderer` from the root of an origin of their own. */
export default defineConfig({
  root: path.resolve(import.meta.dirname, 'renderer'),
  base: '/',
  plugins: [react()],
  define: { SCHEMAS_DIGEST: JSON.stringify(schemasDigest()) },
  css: { postcss: { plugins: [mantine()] } },
  worker: { format: 'es' },
  build: {
    outDir: path.resolve(import.meta.dirname, 'out/renderer'),
    emptyOutDir: true,
    // The same engine as in the shells: Electron 45 and a current browser.
    target: 'es2024',
    sourcemap: false,
    // The content security policy allows files of our origin only: no data: URLs, no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
});
