import pino from 'pino';
import { ignore } from '#shared/lib/ignore.ts';
import { readConfig } from './config.ts';
import { codeOf } from './http/reply.ts';
import type { Log } from './log.ts';
import type { Server } from './server.ts';
import { serveRelay } from './server.ts';

const hourMilliseconds = 60 * 60 * 1000;

function endWith(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function whyNot(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') return 'The relay’s port is taken. Set RELAY_PORT to another one.';
  if (code === 'EACCES') return 'The relay may not use this port or data folder.';
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || /^(28|3D)/.test(code)) {
    return 'The database at DATABASE_URL does not let the relay in. Check its address, name and password.';
  }
  if (code === 'ERR_SQLITE_ERROR') {
    return 'The relay’s database cannot be opened. Perhaps another relay uses the same RELAY_DATA.';
  }
  return `The relay could not start: ${error instanceof Error ? error.message : 'unknown reason'}`;
}

function stopOnSignal(relay: Server): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    ignore(relay.stop().then(() => process.exit(0)));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** Regularly, and whenever the operator sends SIGUSR2. `hours` 0: only then. */
function backUpOnSignal(relay: Server, log: Log, hours: number): void {
  const backUp = () => {
    relay.backUp().then(
      (made) => log.info({ made: made !== undefined }, 'backup'),
      (error: unknown) => log.error({ code: codeOf(error) }, 'a backup failed; the earlier ones are kept'),
    );
  };
  if (process.platform !== 'win32') process.on('SIGUSR2', backUp);
  if (hours > 0) setInterval(backUp, hours * hourMilliseconds).unref();
  // Also where nobody asks for any: what was erased must leave the old ones.
  const rollOver = () => {
    relay
      .rollOverBackups()
      .catch((error: unknown) => log.error({ code: codeOf(error) }, 'old backups could not be removed'));
  };
  setInterval(rollOver, 24 * hourMilliseconds).unref();
}

const firstOf = (env: { RELAY_WORKSPACES: string }): string =>
  env.RELAY_WORKSPACES === 'first' ? ', but for the first one.' : '.';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  if (!config.ok) endWith(config.error);
  const env = config.value;
  const bucket = env.RELAY_S3_BUCKET;
  const log = pino({ level: env.RELAY_LOG, base: null }, pino.destination(2));
  const relay = await serveRelay({
    host: env.RELAY_HOST,
    port: env.RELAY_PORT,
    dataFolder: env.RELAY_DATA,
    databaseUrl: env.DATABASE_URL,
    secret: env.RELAY_SECRET,
    identityFile: env.RELAY_IDENTITY_FILE,
    backups: {
      folder: env.RELAY_BACKUPS,
      keep: env.RELAY_BACKUPS_KEPT,
      hours: env.RELAY_BACKUP_HOURS,
      days: env.RELAY_BACKUPS_DAYS,
    },
    trustedProxies: env.RELAY_TRUSTED_PROXIES,
    workspaces: env.RELAY_WORKSPACES,
    workspaceTokens: env.RELAY_WORKSPACE_TOKENS,
    metricsToken: env.RELAY_METRICS_TOKEN,
    s3:
      bucket === undefined
        ? undefined
        : { bucket, endpoint: env.RELAY_S3_ENDPOINT, region: env.RELAY_S3_REGION },
    limits: {
      workspaceBytes: env.RELAY_QUOTA_MIB,
      blobBytesPerWorkspace: env.RELAY_QUOTA_BLOBS_MIB,
      roomsPerWorkspace: env.RELAY_QUOTA_ROOMS,
      webhooksPerDay: env.RELAY_QUOTA_WEBHOOKS,
    },
    log,
  });
  stopOnSignal(relay);
  backUpOnSignal(relay, log, env.RELAY_BACKUP_HOURS);
  if (relay.tokenFile !== undefined)
    process.stdout.write(`A new workspace needs the token in ${relay.tokenFile}${firstOf(env)}\n`);
  process.stdout.write(`Plumbline relay is ready at ${relay.url}\n`);
}

main().catch((error: unknown) => endWith(whyNot(error)));
