import path from 'node:path';
import { build } from 'vite';

const root = path.join(import.meta.dirname, '..', '..');

/** Builds the script and style of public pages, one file each, to `out/booking-page`: the relay serves them from there. */
await build({
  root: path.join(root, 'booking-page'),
  configFile: false,
  logLevel: 'warn',
  build: {
    outDir: path.join(root, 'out', 'booking-page'),
    emptyOutDir: true,
    // Sealing needs a browser of 2024 or later anyway; an older one is told so.
    target: 'es2020',
    minify: true,
    sourcemap: false,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: path.join(root, 'booking-page', 'main.ts'),
      output: { format: 'es', entryFileNames: 'page.js', assetFileNames: 'page.css', codeSplitting: false },
    },
  },
});
