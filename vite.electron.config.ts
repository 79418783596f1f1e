import { builtinModules } from 'node:module';
import path from 'node:path';
import { defineConfig, type EnvironmentOptions } from 'vite';

/**
 * Builds Electron's main process and its preload to `out/main` and `out/preload`. Everything but Electron and
 * Node itself is bundled, so that the package needs no node_modules.
 */
export default defineConfig({
  builder: {
    async buildApp(builder) {
      for (const name of ['main', 'preload']) await builder.build(builder.environments[name]!);
    },
  },
  environments: {
    main: nodeBuild('main', 'es', 'index.js'),
    // A sandboxed preload is one CommonJS file.
    preload: nodeBuild('preload', 'cjs', 'index.cjs'),
  },
});

function nodeBuild(folder: string, format: 'es' | 'cjs', fileName: string): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: [...builtinModules] },
    build: {
      outDir: path.resolve(import.meta.dirname, 'out', folder),
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input: path.resolve(import.meta.dirname, 'electron', folder, 'index.ts'),
        // `ws` looks for native helpers that Plumbline does without.
        external: ['electron', 'bufferutil', 'utf-8-validate'],
        output: { format, entryFileNames: fileName, codeSplitting: false },
      },
    },
  };
}
