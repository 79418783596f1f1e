import { create } from 'zustand';
import type { Team } from '#renderer/vault/team/api.ts';

/** A link is given once, when it is made. This window keeps it until it locks, so that it can be shown again. */
export interface InvitationLink {
  link: string;
  expiresAt: number;
}

interface TeamState {
  /** `undefined` until the vault has said who is in it. */
  team: Team | undefined;
  /** By the invitation's id. */
  links: Record<string, InvitationLink>;
}

/** Who works here, with which devices, and who is invited. Fed by the vault's events. */
export const useTeam = create<TeamState>(() => ({ team: undefined, links: {} }));

export function keepLink(id: string, link: InvitationLink): void {
  useTeam.setState(({ links }) => ({ links: { ...links, [id]: link } }));
}
