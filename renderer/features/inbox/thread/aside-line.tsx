import { Button } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '#shared/domain/conversation.ts';
import { isAside } from '#shared/domain/conversation-state.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import classes from '../autopilot/autopilot.module.css';

interface AsideLineProps {
  conversation: Conversation;
  mayDecide: boolean;
}

/** That a sender is kept apart, what that means, and the way back. */
export function AsideLine({ conversation, mayDecide }: AsideLineProps) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const { id, aside } = conversation;
  if (aside === undefined) return null;
  const { why, at } = aside;
  return (
    <output className={classes.line}>
      <IconBan size={18} stroke={1.5} aria-hidden />
      <span className={classes.reason}>
        {t(isAside(conversation) ? `aside.${why}` : 'aside.danger', { time: format.dayAndTime(at) })}
      </span>
      {mayDecide && (
        <Button size="compact-xs" variant="default" onClick={() => ignore(run('conversation.letIn', { id }))}>
          {t(why === 'blocked' ? 'aside.unblock' : 'aside.letIn')}
        </Button>
      )}
      {mayDecide && why === 'quarantine' && (
        <Button size="compact-xs" variant="default" onClick={() => ignore(run('conversation.block', { id }))}>
          {t('aside.blockToo')}
        </Button>
      )}
    </output>
  );
}
