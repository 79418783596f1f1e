import { Anchor } from '@mantine/core';
import { IconExternalLink, IconWorld } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { placeOf } from '#shared/channels/comment.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { useRecord } from '#renderer/state/records.ts';
import classes from './comments.module.css';

/** Above the thread: the post under which all of it stands. */
export function PostLine({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('comments');
  const post = useRecord('posts', conversation.postId);
  const { permalink, excerpt, live } = post ?? {};
  const words =
    excerpt === undefined ? t(live === true ? 'under.live' : 'under.post') : t('under.named', { excerpt });
  return (
    <div className={classes.post}>
      <IconWorld size={16} stroke={1.5} aria-hidden />
      <span className={classes.postWords} title={words}>
        {words}
      </span>
      {permalink !== undefined && (
        <Anchor size="xs" className={classes.postLink} href={permalink} target="_blank" rel="noreferrer">
          {t('under.open', { place: placeOf(conversation.channel) })}
          <IconExternalLink size={14} stroke={1.5} aria-hidden />
        </Anchor>
      )}
    </div>
  );
}
