import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build, Platform } from 'electron-builder';
import { checkContents } from './check-contents.ts';
import { packageConfig } from './config.ts';
import { findElectronProgram } from './electron-program.ts';
import { fuseCount, wrongFuses } from './fuses.ts';

/** Packages the built app, and then reads the package back. Ends with 1 where anything in it is wrong. */
const root = path.resolve(import.meta.dirname, '../..');
const release = path.join(root, 'release');

rmSync(release, { recursive: true, force: true });
const electron = findElectronProgram(root);
if (!electron.isReal) {
  console.log(
    'Electron’s program is not on this machine: the package gets a placeholder, is checked, and no installer is made.',
  );
}
await build({
  projectDir: root,
  publish: 'never',
  config: packageConfig(electron.folder),
  targets: electron.isReal ? Platform.current().createTarget() : Platform.LINUX.createTarget('dir'),
});
process.exitCode = (await checkPackage()) ? 0 : 1;

async function checkPackage(): Promise<boolean> {
  const archive = find(release, /app\.asar$/);
  const program = find(
    release,
    /unpacked\/(plumbline|Plumbline\.exe)$|\/Plumbline\.app\/Contents\/MacOS\/Plumbline$/,
  );
  if (archive === undefined || program === undefined) {
    console.error('No packaged app was found.');
    return false;
  }
  const { files, bytes, mistakes } = checkContents(archive, root);
  mistakes.push(...(await wrongFuses(program)).map((fuse) => `the fuse ${fuse} is set wrongly`));
  for (const mistake of mistakes) console.error(`Wrong: ${mistake}.`);
  if (mistakes.length > 0) return false;
  console.log(
    `Checked ${path.relative(root, archive)}: ${files} files, ${Math.round(bytes / 1024)} KiB; ` +
      'only built files, no sources, tests, source maps, dependencies, secrets or paths of this machine.',
  );
  console.log(`Checked ${path.relative(root, program)}: all ${fuseCount} fuses are set as decided.`);
  return true;
}

function find(folder: string, pattern: RegExp): string | undefined {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .find((file) => pattern.test(file.replaceAll(path.sep, '/')));
}
