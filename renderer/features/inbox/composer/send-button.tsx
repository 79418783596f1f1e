import { useState } from 'react';
import { Button, Checkbox, Menu, Tooltip } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { LaterMenu } from '../later/later-menu.tsx';
import { send } from './send.ts';
import classes from './composer.module.css';

interface SendButtonProps {
  conversationId: string;
  isNote: boolean;
  disabled: boolean;
  /** Until when the channel takes the answer, in epoch milliseconds. */
  until: number | undefined;
}

/** Sends now, or at a later time. */
export function SendButton({ conversationId, isNote, disabled, until }: SendButtonProps) {
  const { t } = useTranslation('inbox');
  return (
    <Button.Group>
      <Tooltip label={t('sendKeys')}>
        <Button size="xs" disabled={disabled} onClick={() => ignore(send(conversationId))}>
          {t(isNote ? 'saveNote' : 'send')}
        </Button>
      </Tooltip>
      {!isNote && <SendLater conversationId={conversationId} disabled={disabled} until={until} />}
    </Button.Group>
  );
}

function SendLater({ conversationId, disabled, until }: Omit<SendButtonProps, 'isNote'>) {
  const { t } = useTranslation('inbox');
  const [opened, setOpened] = useState(false);
  const [unlessAnswered, setUnlessAnswered] = useState(true);
  return (
    <LaterMenu
      label={t('sendLater')}
      opened={opened}
      onChange={setOpened}
      until={until}
      onChoose={(sendAt) => ignore(send(conversationId, { sendAt, unlessAnswered }))}
      footer={
        <>
          <Menu.Divider />
          <Checkbox
            size="xs"
            className={classes.unless}
            label={t('unlessAnswered')}
            checked={unlessAnswered}
            onChange={(event) => setUnlessAnswered(event.currentTarget.checked)}
          />
        </>
      }
    >
      <Tooltip label={t('sendLater')} disabled={opened}>
        <Button size="xs" px={6} className={classes.later} disabled={disabled} aria-label={t('sendLater')}>
          <IconChevronDown size={16} stroke={1.5} />
        </Button>
      </Tooltip>
    </LaterMenu>
  );
}
