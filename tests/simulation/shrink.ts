import type { Plan, Step } from './plan.ts';

/**
 * The fewest steps with which a plan still fails (delta debugging, Zeller and Hildebrandt 2002): leaves out halves,
 * then quarters, down to single steps, for as long as that succeeds. Each step brings its own chance, so that leaving
 * one out changes no other.
 */
export async function shrink(plan: Plan, fails: (plan: Plan) => Promise<boolean>): Promise<Plan> {
  let { steps } = plan;
  const failsWith = (some: Step[]): Promise<boolean> => fails({ ...plan, steps: some });
  if (await failsWith([])) return { ...plan, steps: [] };
  for (let size = Math.ceil(steps.length / 2); size >= 1;) {
    const fewer = await withoutOnePart(steps, size, failsWith);
    if (fewer === undefined && size === 1) break;
    if (fewer === undefined) size = Math.ceil(size / 2);
    else steps = fewer;
    size = Math.min(size, Math.ceil(steps.length / 2));
    if (steps.length === 0) break;
  }
  return { ...plan, steps };
}

async function withoutOnePart(
  steps: Step[],
  size: number,
  fails: (steps: Step[]) => Promise<boolean>,
): Promise<Step[] | undefined> {
  // From the end: what came last can often go without anything else.
  for (let from = steps.length - size; from > -size; from -= size) {
    const rest = [...steps.slice(0, Math.max(0, from)), ...steps.slice(from + size)];
    if (rest.length < steps.length && (await fails(rest))) return rest;
  }
  return undefined;
}
