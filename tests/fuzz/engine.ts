import fc from 'fast-check';

/**
 * One decoder under fire. `attempt` throws where the decoder fails: by an exception that is no `Result`, or by
 * taking something forged for genuine (`must`). Inputs are made from the seed alone, so that a failure can be
 * seen again.
 */
export interface Target<Input = unknown> {
  name: string;
  /** Its weight among all; the cheap ones get the most cases. */
  share: number;
  inputs: fc.Arbitrary<Input>;
  attempt(input: Input): void | Promise<void>;
  /** Proves that the decoder does open what is genuine: one that refuses everything would pass all cases. */
  control(): void | Promise<void>;
}

export interface Outcome {
  cases: number;
  /** What went wrong, with what is needed to see it again. */
  failure?: string;
}

/** Thrown by targets: the decoder did what it must never do. */
export class Forgery extends Error {}

export function must(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Forgery(what);
}

/** Runs one target's cases; `onCase` is called before each, so that a watcher sees that it goes on. */
export async function runTarget<Input>(
  target: Target<Input>,
  { cases, seed, onCase = () => {} }: { cases: number; seed: number; onCase?: () => void },
): Promise<Outcome> {
  let ran = 0;
  try {
    await target.control();
  } catch (error) {
    return { cases: 0, failure: `${target.name}: what is genuine is not taken\n${String(error)}` };
  }
  const property = fc.asyncProperty(target.inputs, async (input) => {
    ran++;
    onCase();
    await target.attempt(input);
  });
  const details = await fc.check(property, { numRuns: cases, seed, includeErrorInReport: true });
  if (!details.failed) return { cases: ran };
  const report = (fc.defaultReportMessage(details) ?? 'failed')
    .split('\n')
    .map((line) => line.slice(0, 1000));
  return {
    cases: ran,
    failure: `${target.name}: npm run fuzz -- --seed ${seed} --only ${target.name}\n${report.join('\n')}`,
  };
}

/** Gives each target its part of all cases; together they are exactly as many as asked for. */
export function divide(targets: { share: number }[], cases: number): number[] {
  const whole = targets.reduce((sum, { share }) => sum + share, 0);
  const parts = targets.map(({ share }) => Math.floor((share * cases) / whole));
  const rest = cases - parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part, index) => (index < rest ? part + 1 : part));
}

/** Keeps the input's type between `inputs` and `attempt`; a list of targets forgets it. */
export function defineTarget<Input>(target: Target<Input>): Target {
  return target as Target;
}
