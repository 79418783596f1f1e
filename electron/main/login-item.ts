import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** How a program is started that nobody has asked to see. */
export const hiddenArgument = '--hidden';

/** Whether the window is shown at the start, by the program's arguments. */
export function showsAtStart(words: readonly string[]): boolean {
  return !words.includes(hiddenArgument);
}

/** What closing the window does: where the program stays, it only hides. */
export function onClose(state: { staysInTray: boolean; isQuitting: boolean }): 'hide' | 'close' {
  return state.staysInTray && !state.isQuitting ? 'hide' : 'close';
}

/** As Electron has it for macOS and Windows. */
interface LoginSettings {
  getLoginItemSettings(options?: { args?: string[] }): { openAtLogin: boolean };
  setLoginItemSettings(settings: { openAtLogin: boolean; args?: string[] }): void;
}

/** Starting with the computer: a setting of the system, or an autostart file on Linux, which has none. */
export function loginItem(deps: {
  platform: string;
  program: string;
  /** Where autostart files lie. */
  folder: string;
  settings: LoginSettings;
}): { isSet(): Promise<boolean>; set(starts: boolean): Promise<void> } {
  const { platform, folder, settings } = deps;
  const args = [hiddenArgument];
  if (platform !== 'linux')
    return {
      isSet: async () => settings.getLoginItemSettings({ args }).openAtLogin,
      set: async (starts) => settings.setLoginItemSettings({ openAtLogin: starts, args }),
    };
  const file = path.join(folder, 'plumbline.desktop');
  return {
    isSet: () =>
      readFile(file).then(
        () => true,
        () => false,
      ),
    async set(starts) {
      if (!starts) return rm(file, { force: true });
      await mkdir(folder, { recursive: true });
      await writeFile(file, autostartFile(deps.program));
    },
  };
}

/** Its program in quotes, with what the desktop entry format gives a meaning taken as it stands. */
export function autostartFile(program: string): string {
  const quoted = program.replace(/[\\"`$]/g, '\\$&').replaceAll('%', '%%');
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Plumbline',
    `Exec="${quoted}" ${hiddenArgument}`,
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}
