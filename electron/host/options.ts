import path from 'node:path';
import { parseArgs } from 'node:util';
import { ok, problem, type Result } from '#shared/lib/result.ts';

export interface HostOptions {
  port: number;
  /** The folder of this business's data: the browser's profile and the lock. */
  profile: string;
  /** Whether to open a window. */
  open: boolean;
  /** A file with the demo's connections, which the first-run wizard offers. */
  demo?: string;
}

export function parseHostOptions(args: string[]): Result<HostOptions> {
  const values = parse(args);
  if (values?.profile === undefined) return usage('It needs --profile and the folder for its data.');
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535) {
    return usage('--port needs a number from 0 to 65535.');
  }
  return ok({
    port,
    profile: path.resolve(values.profile),
    open: values['no-open'] !== true,
    ...(values.demo === undefined ? {} : { demo: path.resolve(values.demo) }),
  });
}

function parse(args: string[]) {
  try {
    const options = {
      port: { type: 'string', default: '4500' },
      profile: { type: 'string' },
      'no-open': { type: 'boolean' },
      demo: { type: 'string' },
    } as const;
    return parseArgs({ args, options }).values;
  } catch {
    return undefined;
  }
}

function usage(what: string) {
  return problem(
    'host.usage',
    `Plumbline was not started. ${what}`,
    'Use: node electron/host/main.ts --profile FOLDER [--port 4500] [--no-open] [--demo FILE]',
  );
}
