import type { Measured } from './report.ts';
import type { Contender, RunningServer } from './servers.ts';

/** What is measured of one server. */
export interface Measurement<Values, Prepared> {
  /** Once a server, before the first round. */
  prepare(contender: Contender, server: RunningServer): Promise<Prepared>;
  measure(contender: Contender, server: RunningServer, prepared: Prepared, round: number): Promise<Values>;
}

/**
 * Starts every contender in a process of its own and has them take turns, so that a slow moment of the machine
 * hits all of them. Those that wait are idle.
 */
export async function inRounds<Values, Prepared>(
  contenders: Contender[],
  rounds: number,
  { prepare, measure }: Measurement<Values, Prepared>,
): Promise<Measured<Values>> {
  const measured: Measured<Values> = new Map(contenders.map((contender) => [contender, []]));
  const running: { contender: Contender; server: RunningServer; prepared: Prepared }[] = [];
  const servers: RunningServer[] = [];
  try {
    for (const contender of contenders) {
      const server = await contender.start();
      servers.push(server);
      running.push({ contender, server, prepared: await prepare(contender, server) });
    }
    for (let round = 0; round < rounds; round++) {
      for (const { contender, server, prepared } of running) {
        measured.get(contender)!.push(await measure(contender, server, prepared, round));
      }
    }
  } finally {
    for (const server of servers) await server.stop();
  }
  return measured;
}
