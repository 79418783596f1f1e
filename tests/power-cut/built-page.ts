import path from 'node:path';
import { build } from 'vite';

/** Builds the page in which the storage runs; gives its folder. */
export async function buildPage(): Promise<string> {
  const built = path.resolve(import.meta.dirname, '../../out/power-cut');
  await build({
    root: path.join(import.meta.dirname, 'page'),
    configFile: false,
    logLevel: 'warn',
    build: { outDir: built, emptyOutDir: true, target: 'es2024' },
  });
  return built;
}
