import path from 'node:path';
import type { AfterPackContext, Configuration } from 'electron-builder';
import { setFuses } from './fuses.ts';

/** What electron-builder makes. `electronDist` is the folder of an unpacked Electron. */
export function packageConfig(electronDist: string): Configuration {
  return {
    appId: 'app.plumbline.desktop',
    productName: 'Plumbline',
    copyright: 'Copyright © The Plumbline developers',
    directories: { output: 'release', buildResources: 'build/package' },
    // The build bundles all that it needs: no dependency, source or test goes along.
    files: [
      'out/main/**',
      'out/preload/**',
      'out/renderer/**',
      'package.json',
      '!**/node_modules/**',
      '!**/*.map',
    ],
    asar: true,
    npmRebuild: false,
    electronDist,
    afterPack: (context) => setFuses(packagedProgram(context)),
    // Installers are checked and published by hand.
    publish: null,
    protocols: [{ name: 'Plumbline invitation', schemes: ['plumbline'] }],
    linux: {
      target: ['AppImage', 'deb'],
      category: 'Office',
      icon: 'icon.png',
      maintainer: 'The Plumbline developers',
      executableName: 'plumbline',
    },
    mac: { target: ['dmg'], category: 'public.app-category.business', icon: 'icon.png' },
    win: { target: ['nsis'], icon: 'icon.png' },
    nsis: { oneClick: false, perMachine: false, deleteAppDataOnUninstall: false },
  };
}

function packagedProgram({ appOutDir, electronPlatformName, packager }: AfterPackContext): string {
  const names: Record<string, string> = {
    darwin: `${packager.appInfo.productFilename}.app`,
    win32: `${packager.appInfo.productFilename}.exe`,
    linux: 'plumbline',
  };
  return path.join(appOutDir, names[electronPlatformName] ?? 'plumbline');
}
