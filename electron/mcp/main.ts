import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { findServer } from './find-server.ts';
import { passOn } from './pass-on.ts';

/**
 * `npm run mcp`, and the program in the bundle for assistants: MCP over stdio for who speaks nothing else. It is a line
 * to the running Plumbline; `PLUMBLINE_TOKEN` is the program's token, `--profile` where Plumbline's data lie.
 */
const { profile } = parseArgs({ options: { profile: { type: 'string' } } }).values;
const token = process.env['PLUMBLINE_TOKEN'];
if (token === undefined || !/^\S{1,200}$/.test(token)) {
  process.stderr.write(
    'PLUMBLINE_TOKEN is not set. Let this program in under Settings → Programs, and give it the token that is shown there.\n',
  );
  process.exit(1);
}
// Where nothing was chosen in an assistant's settings, some say nothing and some the name of the setting.
const isChosen = profile !== undefined && profile.trim() !== '' && !profile.startsWith('${');
const folders = isChosen ? [path.resolve(profile)] : usualProfiles();
const stdio = new StdioServerTransport();
passOn(stdio, { token, findServer: () => findServer(folders) });
// oxlint-disable-next-line unicorn/prefer-add-event-listener -- a transport of the SDK is no event target
stdio.onclose = () => process.exit(0);
await stdio.start();

/** Where data lie by themselves: as `npm start` has it, and as the packaged app does. */
function usualProfiles(): string[] {
  const home = os.homedir();
  const { APPDATA, XDG_DATA_HOME, XDG_CONFIG_HOME } = process.env;
  const places: Record<string, string[]> = {
    win32: [APPDATA ?? path.join(home, 'AppData', 'Roaming')],
    darwin: [path.join(home, 'Library', 'Application Support')],
  };
  const onLinux = [
    XDG_DATA_HOME ?? path.join(home, '.local', 'share'),
    XDG_CONFIG_HOME ?? path.join(home, '.config'),
  ];
  return (places[process.platform] ?? onLinux).map((place) => path.join(place, 'Plumbline'));
}
