import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Job } from '#shared/domain/job.ts';
import { Section } from '#renderer/ui/index.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useMembers } from '#renderer/state/members.ts';
import classes from './job-detail.module.css';

/** Photos that technicians have sent from their phones; each opens where it came in. */
export function JobPhotos({ job: { photos = {} } }: { job: Job }) {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  const members = useMembers();
  const sorted = Object.entries(photos).toSorted(([, a], [, b]) => a.at - b.at);
  if (sorted.length === 0) return null;
  return (
    <Section title={t('photos')}>
      <ul className={classes.photos}>
        {sorted.map(([messageId, { conversationId, memberId, at }]) => (
          <li key={messageId}>
            <Anchor
              size="sm"
              renderRoot={(props) => (
                <Link
                  to="/inbox/$conversationId"
                  params={{ conversationId }}
                  search={{ message: messageId }}
                  {...props}
                />
              )}
            >
              {t('photoBy', {
                name: members.find(({ id }) => id === memberId)?.name ?? t('formerMember'),
                time: format.dayAndTime(at),
              })}
            </Anchor>
          </li>
        ))}
      </ul>
    </Section>
  );
}
