import type { Role } from '#shared/domain/roles.ts';
import type { AdversaryName } from './adversary/names.ts';
import type { Plan, StepName } from './plan.ts';

const teams: Partial<Record<AdversaryName, Role[]>> = {
  'removed-signs': ['owner', 'owner', 'manager'],
  'removed-reads-recovery': ['owner', 'owner', 'manager'],
  'two-owners-offline': ['owner', 'owner', 'manager'],
  'two-owners-apart': ['owner', 'owner', 'manager'],
  'removed-writes-on': ['owner', 'manager', 'manager'],
  'member-moves-relay': ['owner', 'technician'],
};
const course: StepName[] = ['act', 'act', 'settle', 'act', 'settle', 'attack', 'act', 'settle'];

/** A quiet day on which one attack happens, so that nothing but it can be the reason for what shows. */
export function scenarioOf(adversary: AdversaryName, seed: number): Plan {
  const roles = teams[adversary] ?? ['owner', 'manager'];
  return {
    seed,
    devices: roles.map((role) => ({ role, skew: 0 })),
    isOld: adversary === 'relay-deletes-closed-years',
    adversary,
    steps: course.map((name, index) => ({
      name,
      // The first two act; the second one is attacked, where it is one that is.
      device: name === 'attack' ? 1 : index % 2,
      pause: 200,
      chance: `${adversary} ${seed} ${index}`,
    })),
  };
}
