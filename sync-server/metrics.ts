import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export const prefix = 'plumbline_relay_';

/** Counters of one relay. No label ever names a workspace, room, device or number. */
export function createMetrics(deps: { roomsInUse: () => number; freeBytes?: () => number | undefined }) {
  const registry = new Registry();
  const counter = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Counter({ name: `${prefix}${name}`, help, labelNames, registers: [registry] });

  const roomsInUse: Gauge = new Gauge({
    name: `${prefix}rooms`,
    help: 'Rooms in use',
    registers: [registry],
    collect: () => roomsInUse.set(deps.roomsInUse()),
  });

  const { freeBytes } = deps;
  if (freeBytes !== undefined) {
    const diskFree: Gauge = new Gauge({
      name: `${prefix}disk_free_bytes`,
      help: 'Free space of the disk that holds the data folder',
      registers: [registry],
      collect: () => diskFree.set(freeBytes() ?? NaN),
    });
  }

  return {
    registry,
    updates: counter('updates_total', 'Updates committed'),
    updateBytes: counter('update_bytes_total', 'Bytes of updates committed'),
    commitSeconds: new Histogram({
      name: `${prefix}commit_seconds`,
      help: 'Time of one group commit',
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1],
      registers: [registry],
    }),
    commitFailures: counter('commit_failures_total', 'Commits that failed; nothing of them was acknowledged'),
    deniedUpdates: counter('denied_updates_total', 'Updates of devices that may only read'),
    damagedUpdates: counter('damaged_updates_total', 'Stored updates that do not apply; kept, not served'),
    compactions: counter('compactions_total', 'Rooms rewritten as one row'),
    sockets: new Gauge({ name: `${prefix}sockets`, help: 'Open sockets', registers: [registry] }),
    subscriptions: new Gauge({
      name: `${prefix}subscriptions`,
      help: 'Rooms that sockets follow',
      registers: [registry],
    }),
    closed: counter('closed_total', 'Sockets and channels that the relay closed, by close code', ['code']),
    signIns: counter('sign_ins_total', 'Requests for a token, by outcome', ['outcome']),
    webhooks: counter('webhooks_total', 'Webhook deliveries, by outcome', ['outcome']),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
