import { dayOf } from './day.ts';
import { type Cost, costOn } from './cost.ts';
import type { Job } from './job.ts';
import { divideRounded, multiply } from './money.ts';
import { hoursByDay, type Worked } from './timesheet.ts';

const hour = 3_600_000n;

/** What a job cost and brought, in minor units of one currency. */
export interface JobCost {
  labour: readonly LabourCost[];
  materials: readonly MaterialCost[];
  /** What is known of the cost. */
  cost: bigint;
  price: bigint | undefined;
  margin: bigint | undefined;
  /** `false`: something has no cost yet, or one in another currency, and the margin is smaller than it says. */
  isComplete: boolean;
}

export interface LabourCost {
  workerId: string;
  milliseconds: number;
  /** `undefined`: nobody has said what an hour costs. */
  amount: bigint | undefined;
}

export interface MaterialCost {
  materialId: string;
  amount: bigint | undefined;
}

export interface JobCostInput {
  job: Pick<Job, 'materials'>;
  worked: readonly Worked[];
  /** What is charged before tax; `undefined` where it is in other currencies. */
  price: bigint | undefined;
  currency: string;
  timeZone: string;
  /** The costs of a subject, of every day. */
  costsOf(subjectId: string): readonly Cost[];
  /** Under which ids the cost of a worker's hour may stand. */
  staffIdsOf(workerId: string): readonly string[];
}

/** Cost, price and margin of a job. */
export function jobCost(input: JobCostInput): JobCost {
  const labour = labourOf(input);
  const materials = materialsOf(input);
  const lines = [...labour, ...materials];
  const cost = lines.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n);
  const { price } = input;
  const isComplete = lines.every(({ amount }) => amount !== undefined);
  return {
    labour,
    materials,
    cost,
    price,
    margin: price === undefined ? undefined : price - cost,
    isComplete,
  };
}

function labourOf({ worked, timeZone, currency, costsOf, staffIdsOf }: JobCostInput): LabourCost[] {
  return [...Map.groupBy(worked, ({ memberId }) => memberId)].map(([workerId, own]) => {
    const costs = staffIdsOf(workerId).flatMap((id) => costsOf(id));
    let amount: bigint | undefined = 0n;
    let milliseconds = 0;
    for (const [day, length] of hoursByDay(own, timeZone)) {
      milliseconds += length;
      const rate = costOn(costs, day);
      if (rate?.currency !== currency) amount = undefined;
      else if (amount !== undefined) amount += divideRounded(BigInt(rate.amount) * BigInt(length), hour);
    }
    return { workerId, milliseconds, amount };
  });
}

/** What was used costs what is said of it at this job, else what the price list says of its day. */
function materialsOf({ job: { materials = {} }, currency, timeZone, costsOf }: JobCostInput): MaterialCost[] {
  return Object.entries(materials).map(([materialId, { quantity, serviceId, at }]) => {
    const own = costsOf(materialId);
    const costs = own.length > 0 || serviceId === undefined ? own : costsOf(serviceId);
    const cost = costOn(costs, dayOf(at, timeZone));
    const amount = cost?.currency === currency ? multiply(BigInt(cost.amount), quantity) : undefined;
    return { materialId, amount };
  });
}
