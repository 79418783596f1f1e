import { useMemo } from 'react';
import type { TeamMember } from '#renderer/vault/team/api.ts';
import { useTeam } from './team.ts';

const nobody: TeamMember[] = [];
const letters = new Intl.Segmenter();

/** Everybody who works here, this device's member first. */
export function useMembers(): TeamMember[] {
  const members = useTeam(({ team }) => team?.members) ?? nobody;
  return useMemo(
    () => members.toSorted((a, b) => Number(b.self) - Number(a.self) || a.name.localeCompare(b.name)),
    [members],
  );
}

/** This device's member; `undefined` until the vault has said so. */
export function useMe(): TeamMember | undefined {
  return useTeam(({ team }) => team?.members.find(({ self }) => self));
}

/** The first letters of a name: at most two. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return `${firstLetter(first)}${firstLetter(last)}`.toUpperCase();
}

function firstLetter(word: string): string {
  return letters.segment(word)[Symbol.iterator]().next().value?.segment ?? '';
}
