import type { Compartment } from '#shared/domain/collections.ts';
import type { Access } from '#shared/domain/roles.ts';
import { rightIn } from '#renderer/state/session.ts';

/** The sections in groups, in their order, and whose records each changes; `device`: its own, or it says by itself what is allowed. */
const groups = {
  business: {
    business: 'desk',
    hours: 'desk',
    staff: 'desk',
    services: 'desk',
    jobTypes: 'desk',
    fields: 'desk',
  },
  customers: {
    channels: 'secrets',
    inbox: 'desk',
    rules: 'desk',
    reminders: 'desk',
    booking: 'desk',
    assistant: 'desk',
  },
  team: {
    team: 'device',
    relay: 'desk',
    security: 'device',
    desktop: 'device',
  },
  programs: {
    google: 'secrets',
    telegram: 'secrets',
    // What is let in here is this computer's; the section says that only owners do it.
    programs: 'device',
    webhooks: 'secrets',
  },
  privacy: {
    requests: 'talk',
    notices: 'desk',
    processing: 'secrets',
    integrations: 'secrets',
    erasures: 'people',
    retention: 'desk',
    incident: 'desk',
  },
  data: {
    export: 'device',
    who: 'audit',
    backups: 'device',
    bin: 'people',
    health: 'device',
    closing: 'device',
    about: 'device',
  },
} as const satisfies Record<string, Record<string, Compartment>>;

const changedBy = {
  ...groups.business,
  ...groups.customers,
  ...groups.team,
  ...groups.programs,
  ...groups.privacy,
  ...groups.data,
};

export type SectionName = keyof typeof changedBy;

export function isSection(name: string): name is SectionName {
  return name in changedBy;
}

export function rightToSection(access: Access | undefined, name: SectionName): 'none' | 'read' | 'write' {
  return rightIn(access, changedBy[name]);
}

/** The sections that this device's member may open. */
export function openSections(access: Access | undefined): SectionName[] {
  return Object.keys(changedBy)
    .filter(isSection)
    .filter((name) => rightToSection(access, name) !== 'none');
}

/** The same in their groups; a group of which nothing is open is left out. */
export function openGroups(
  access: Access | undefined,
): { group: keyof typeof groups; names: SectionName[] }[] {
  const open = openSections(access);
  return (Object.keys(groups) as (keyof typeof groups)[])
    .map((group) => ({ group, names: open.filter((name) => name in groups[group]) }))
    .filter(({ names }) => names.length > 0);
}
