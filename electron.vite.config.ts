import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import mantine from 'postcss-preset-mantine';
import { build, type Plugin } from 'vite';
import { developmentFolder } from './build/development/places.ts';
import { developmentWindow } from './build/development/vite.ts';
import { packExtension } from './build/mcp-extension.ts';
import { schemasDigest } from './build/schemas-digest.ts';

const root = import.meta.dirname;
/** `ws` looks for native helpers that Plumbline does without; the engine of speech models is native, and optional. */
const external = ['electron', 'bufferutil', 'utf-8-validate', 'sherpa-onnx-node'];

/**
 * Builds Electron's main process with what it starts apart, its preload, and the window, to `out`; `npm run dev`
 * serves the window from here, and builds the other two beside the development profile. Everything but Electron and
 * Node itself is bundled, so that the package needs no node_modules.
 */
export default defineConfig(({ command }) => {
  const isDevelopment = command === 'serve';
  const target = isDevelopment ? path.join(root, developmentFolder) : path.join(root, 'out');
  const main = isDevelopment ? 'build/development/electron.ts' : 'electron/main/index.ts';
  return {
    main: {
      build: {
        ...nodeBuild(path.join(target, 'main'), isDevelopment),
        rolldownOptions: {
          input: { index: path.join(root, main) },
          external,
          output: { format: 'es', entryFileNames: '[name].js', codeSplitting: false },
        },
      },
      plugins: apart.map((part) => builtApart(part, isDevelopment)),
    },
    preload: {
      build: {
        ...nodeBuild(path.join(target, 'preload'), isDevelopment),
        rolldownOptions: {
          input: { index: path.join(root, 'electron/preload/index.ts') },
          external,
          // A sandboxed preload is one CommonJS file.
          output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
        },
      },
    },
    renderer: {
      root: path.join(root, 'renderer'),
      // Script and style of the public page, for owners who put it on a site of their own.
      publicDir: path.join(root, 'out/booking-page'),
      plugins: [react(), fromTheRoot(), extension(), ...(isDevelopment ? [developmentWindow(root)] : [])],
      define: { SCHEMAS_DIGEST: JSON.stringify(isDevelopment ? '' : schemasDigest(root)) },
      css: { postcss: { plugins: [mantine()] } },
      worker: { format: 'es' },
      build: {
        outDir: path.join(target, 'renderer'),
        emptyOutDir: true,
        // The same engine as in the shells: Electron 45 and a current browser.
        target: 'es2024',
        minify: true,
        sourcemap: false,
        // The content security policy allows files of our origin only: no data: URLs, no inline script.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        chunkSizeWarningLimit: 1500,
        rolldownOptions: { input: path.join(root, 'renderer/index.html') },
      },
    },
  };
});

function nodeBuild(outDir: string, sourcemap: boolean) {
  return { outDir, emptyOutDir: true, target: 'node24', minify: false, sourcemap, externalizeDeps: false };
}

/** Both shells serve the window from the root of an origin of their own; electron-vite would have it beside its page. */
function fromTheRoot(): Plugin {
  return { name: 'plumbline:from-the-root', config: () => ({ base: '/' }) };
}

/** What Electron starts from a file of its own: the journal’s thread, and the process of speech models. */
const apart = [
  { fileName: 'journal-thread.js', entry: 'electron/services/journal/thread.ts' },
  { fileName: 'voice-engine.js', entry: 'electron/services/voice/folder/engine.ts' },
];

/** In the archive too it is one file: bundled apart, it shares no chunk. */
function builtApart({ fileName, entry }: (typeof apart)[number], sourcemap: boolean): Plugin {
  return {
    name: `plumbline:${fileName}`,
    apply: 'build',
    async buildStart() {
      const { code, moduleIds } = await bundled(entry, { target: 'node24', sourcemap });
      for (const file of moduleIds) this.addWatchFile(file);
      this.emitFile({ type: 'asset', fileName, source: code });
    },
  };
}

/** The extension for assistants lies beside the window, which hands it to the owner. */
function extension(): Plugin {
  return {
    name: 'plumbline:extension',
    apply: 'build',
    async buildStart() {
      // It runs in the assistant's own Node.
      const { code } = await bundled('electron/mcp/main.ts', { target: 'node20', sourcemap: false });
      this.emitFile({ type: 'asset', fileName: 'plumbline.mcpb', source: await packExtension(root, code) });
    },
  };
}

/** A program for Node in one file. */
async function bundled(entry: string, { target, sourcemap }: { target: string; sourcemap: boolean }) {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: path.join(root, entry),
      write: false,
      target,
      minify: false,
      sourcemap: sourcemap ? 'inline' : false,
      rolldownOptions: { external, output: { format: 'es', codeSplitting: false } },
    },
  });
  if (!('output' in result)) throw new Error(`${entry} was not built`);
  return result.output[0];
}
