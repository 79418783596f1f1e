import { builtinModules } from 'node:module';
import path from 'node:path';
import { defineConfig, type EnvironmentOptions } from 'vite';

/**
 * Builds Electron's main process with the journal's thread, and its preload, to `out/main` and `out/preload`.
 * Everything but Electron and Node itself is bundled, so that the package needs no node_modules.
 */
export default defineConfig({
  builder: {
    async buildApp(builder) {
      for (const name of ['main', 'journalThread', 'preload'])
        await builder.build(builder.environments[name]!);
    },
  },
  environments: {
    main: nodeBuild('main/index.ts', 'main/index.js', 'es'),
    // Electron starts a thread from a file of its own, in the archive too.
    journalThread: nodeBuild('services/journal/thread.ts', 'main/journal-thread.js', 'es'),
    // A sandboxed preload is one CommonJS file.
    preload: nodeBuild('preload/index.ts', 'preload/index.cjs', 'cjs'),
  },
});

function nodeBuild(source: string, target: string, format: 'es' | 'cjs'): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: [...builtinModules] },
    build: {
      outDir: path.resolve(import.meta.dirname, 'out', path.dirname(target)),
      // The thread goes to what was built before it.
      emptyOutDir: path.basename(target).startsWith('index.'),
      target: 'node24',
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input: path.resolve(import.meta.dirname, 'electron', source),
        // `ws` looks for native helpers that Plumbline does without.
        external: ['electron', 'bufferutil', 'utf-8-validate'],
        output: { format, entryFileNames: path.basename(target), codeSplitting: false },
      },
    },
  };
}
