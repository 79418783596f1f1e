import { needsPerson } from '#shared/records/webhook-state.ts';
import type { Line } from './line.ts';
import type { TodaySources } from './sources.ts';

/** What other programs have sent that waits for a look, and what they could not be told. */
export function programLines(sources: TodaySources): Line[] {
  const { viewer } = sources;
  const mayDecide = viewer.right('talk') === 'write' && viewer.right('secrets') === 'write';
  return mayDecide ? [...arrivalLines(sources), ...untoldLines(sources)] : [];
}

/** One line for each program that sends: who decides about one looks at all of it. */
function arrivalLines({ records }: TodaySources): Line[] {
  const waiting = [...records.all('webhookArrivals')].filter(({ settledAt }) => settledAt === undefined);
  return Array.from(
    Map.groupBy(waiting, ({ sourceId }) => sourceId),
    ([sourceId, arrivals]) => ({
      kind: 'arrivals',
      id: `arrivals ${sourceId}`,
      isLate: false,
      at: Math.min(...arrivals.map(({ at }) => at)),
      name: records.get('webhookSources', sourceId)?.name,
      count: arrivals.length,
    }),
  );
}

/** One line for each program that is told. */
function untoldLines({ records, now }: TodaySources): Line[] {
  const untold = [...records.all('webhookDeliveries')].filter((delivery) =>
    needsPerson(records, delivery, now),
  );
  return Array.from(
    Map.groupBy(untold, ({ endpointId }) => endpointId),
    ([endpointId, deliveries]) => ({
      kind: 'untold',
      id: `untold ${endpointId}`,
      isLate: false,
      at: Math.min(...deliveries.map(({ at }) => at)),
      name: records.get('webhookEndpoints', endpointId)?.name,
      count: deliveries.length,
    }),
  );
}

/** What devices have written after their right to had ended: an owner takes it over, or leaves it out. */
export function lateWorkLines({ lateWork }: TodaySources): Line[] {
  return lateWork.map(({ id, name, records }) => {
    return { kind: 'lateWork', id: `late ${id}`, isLate: false, at: 0, name, count: records.length };
  });
}
