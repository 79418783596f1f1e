import type { TFunction } from 'i18next';
import type { TeamDevice, TeamMember } from '#renderer/vault/team/api.ts';

/** What the team calls a member. A business of one has never asked for a name. */
export function nameOfMember(
  t: TFunction<'settings'>,
  { name, role }: Pick<TeamMember, 'name' | 'role'>,
): string {
  return name === '' ? t(`team_role_${role}`) : name;
}

/** What a member reads about themselves. */
export function nameOfSelf(t: TFunction<'settings'>, { name }: Pick<TeamMember, 'name'>): string {
  return name === '' ? t('team_youAlone') : t('team_you', { name });
}

export function nameOfDevice(
  t: TFunction<'settings'>,
  { name, self }: Pick<TeamDevice, 'name' | 'self'>,
): string {
  if (name !== '') return name;
  return t(self ? 'team_thisDevice' : 'team_unnamedDevice');
}
