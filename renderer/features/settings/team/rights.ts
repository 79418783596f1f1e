import type { Compartment } from '#shared/domain/collections.ts';
import { presets, type Access, type Role } from '#shared/domain/roles.ts';
import type { Right } from '#renderer/state/session.ts';

/** What the owner decides about, in the order of the screens. Everybody's share in index and audit log is fixed. */
export const adjustable = ['talk', 'people', 'work', 'money', 'desk', 'secrets'] as const;
export type Adjustable = (typeof adjustable)[number];

/** Roles that can be given. There is one owner: whose key the business is named by. */
export const givenRoles = ['manager', 'technician'] as const satisfies Role[];

/** Without the business's name, services and hours no screen makes sense. */
export function rightsFor(compartment: Adjustable): Right[] {
  return compartment === 'desk' ? ['write', 'read'] : ['write', 'read', 'none'];
}

export function withRight(access: Access, compartment: Compartment, right: Right): Access {
  const { [compartment]: _, ...others } = access;
  return right === 'none' ? others : { ...others, [compartment]: right };
}

/** Whether the owner gave a member more or less than the role comes with. */
export function isAdjusted(role: Role, access: Access): boolean {
  return adjustable.some((compartment) => access[compartment] !== presets[role][compartment]);
}
