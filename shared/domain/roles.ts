import type { Compartment } from './collections.ts';

export const roles = ['owner', 'manager', 'technician'] as const;
export type Role = (typeof roles)[number];

/** What a member may do with the books of each compartment; what is not named, they have no key for. */
export type Access = Partial<Record<Compartment, 'read' | 'write'>>;

/** The compartments that a team shares. `device` is each device's own. */
export const sharedCompartments = [
  'index',
  'people',
  'work',
  'money',
  'talk',
  'desk',
  'secrets',
  'audit',
] as const;

/**
 * What a role comes with; the owner can adjust it for each member. Everybody writes the index, without which
 * no book is found, and the audit log, because everybody leaves their own lines there.
 */
export const presets: Record<Role, Access> = {
  owner: Object.fromEntries(sharedCompartments.map((name) => [name, 'write'])),
  manager: Object.fromEntries(sharedCompartments.map((name) => [name, 'write'])),
  technician: { index: 'write', audit: 'write', people: 'write', work: 'write', desk: 'read' },
};
