import path from 'node:path';
import { build } from 'vite';

const root = path.join(import.meta.dirname, '..', '..');

/** Builds what runs in customers' browsers to `out/booking-page`: the relay serves it from there. */
async function buildScript(
  entry: string,
  format: 'es' | 'iife',
  file: string,
  isFirst = false,
): Promise<void> {
  await build({
    root: path.join(root, 'booking-page'),
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: path.join(root, 'out', 'booking-page'),
      emptyOutDir: isFirst,
      // Sealing needs a browser of 2024 or later anyway; an older one is told so.
      target: 'es2020',
      minify: true,
      sourcemap: false,
      cssCodeSplit: false,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: path.join(root, 'booking-page', entry),
        // A script of its own knows nothing of modules, and loads none.
        ...(format === 'iife' && { transform: { define: { 'import.meta': '{}' } } }),
        output: { format, entryFileNames: file, assetFileNames: 'page.css', codeSplitting: false },
      },
    },
  });
}

await buildScript('main.ts', 'es', 'page.js', true);
// By a tag without a type, which alone knows what its own tag says.
await buildScript('chat.ts', 'iife', 'chat.js');
