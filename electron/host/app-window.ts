import { spawn, type ChildProcess } from 'node:child_process';
import { windowFeatures } from '#electron/services/window/features.ts';
import { browserProfile, prepareBrowserProfile } from './browser-profile.ts';

/**
 * Opens a page as an app of its own browser profile, in which no other site is ever visited.
 * The browser itself is kept from calling home: what leaves the device is for the egress guard to decide.
 *
 * @param url every account of this computer can read it in the list of processes: nothing secret may stand in it
 */
export function openAppWindow(browser: string, url: string, profile: string): ChildProcess {
  prepareBrowserProfile(profile);
  return spawn(browser, appWindowArguments(url, profile), { stdio: 'ignore' });
}

export function appWindowArguments(
  url: string,
  profile: string,
  isRoot = process.getuid?.() === 0,
): string[] {
  return [
    `--app=${url}`,
    `--user-data-dir=${browserProfile(profile)}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-breakpad',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-domain-reliability',
    '--disable-extensions',
    '--disable-quic',
    '--disable-sync',
    `--enable-features=${windowFeatures}`,
    '--disable-features=AutofillServerCommunication,OptimizationHints,Translate,MediaRouter',
    // Chromium refuses to start as root with its sandbox: only a container does that.
    ...(isRoot ? ['--no-sandbox'] : []),
  ];
}
