import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { phoneAskable, phoneParts, type PhonePart, type WhatsappChannel } from '#shared/domain/channel.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { showInPlace } from '#shared/lib/shown-problems.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { FieldRow } from '#renderer/ui/index.ts';
import { ProblemText } from '../problem-text.tsx';
import classes from '../settings.module.css';

/** What the app on a phone that uses the number as well can hand over, while Meta takes the question. */
export function PhoneApp({ channel }: { channel: WhatsappChannel }) {
  const { t } = useTranslation('channels');
  const format = useFormat();
  const now = useNow();
  const [problem, setProblem] = useState<Problem>();
  if (!phoneAskable(channel, now)) return null;

  async function ask(what: PhonePart) {
    const done = await vault().askPhone(channel.id, what);
    setProblem(done.ok ? undefined : showInPlace(done.error));
  }

  return (
    <FieldRow label={t('phone.title')}>
      <p className={classes.muted}>{t('phone.hint')}</p>
      <Group gap={8}>
        {phoneParts.map((what) => {
          const at = channel.phoneAsked?.[what];
          return at === undefined ? (
            <Button key={what} size="compact-sm" variant="default" onClick={() => ignore(ask(what))}>
              {t(`phone.${what}`)}
            </Button>
          ) : (
            <span key={what} className={classes.muted}>
              {t('phone.asked', { time: format.dayAndTime(at) })}
            </span>
          );
        })}
      </Group>
      <ProblemText problem={problem} />
    </FieldRow>
  );
}
