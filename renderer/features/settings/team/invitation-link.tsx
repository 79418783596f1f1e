import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import type { InvitationLink as Link } from '#renderer/state/team.ts';
import { LinkToShare } from './link-to-share.tsx';

/** The link by which somebody, or another device, comes into the team. */
export function InvitationLink({ link, expiresAt }: Link) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  return (
    <LinkToShare
      link={link}
      codeLabel={t('team_qr')}
      how={t('team_linkHow')}
      copy={t('team_copyLink')}
      copied={t('copied')}
      note={t('team_linkOnce', { until: format.dayAndTime(expiresAt) })}
    />
  );
}
