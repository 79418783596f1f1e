import type { Compartment } from '#shared/domain/collections.ts';
import type { Access } from '#shared/domain/roles.ts';
import { rightIn } from '#renderer/state/session.ts';

/** The sections in their order, and whose records each changes; `device`: its own, or it says by itself what is allowed. */
const changedBy = {
  business: 'desk',
  hours: 'desk',
  staff: 'desk',
  services: 'desk',
  jobTypes: 'desk',
  fields: 'desk',
  channels: 'secrets',
  inbox: 'desk',
  reminders: 'desk',
  assistant: 'desk',
  relay: 'desk',
  team: 'device',
  security: 'device',
  desktop: 'device',
  backups: 'device',
  bin: 'people',
  health: 'device',
} as const satisfies Record<string, Compartment>;

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
