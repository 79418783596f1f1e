import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Channel } from '#shared/domain/channel.ts';
import type { Problem } from '#shared/lib/result.ts';
import { bridge } from '#renderer/state/vault-client.ts';
import { FieldRow, StateBadge } from '#renderer/ui/index.ts';
import { ProblemText } from '../problem-text.tsx';
import classes from '../settings.module.css';

/** Asks Meta about the number: proves number and token in one go. */
export function ChannelTest({ channel }: { channel: Channel }) {
  const { t } = useTranslation('settings');
  const [busy, setBusy] = useState(false);
  const [works, setWorks] = useState<string>();
  const [problem, setProblem] = useState<Problem>();

  async function test() {
    setBusy(true);
    const { graphUrl, phoneNumberId, accessToken } = channel;
    const result = await bridge().call('whatsapp.test', {
      account: { graphUrl, phoneNumberId, accessToken },
    });
    setBusy(false);
    setProblem(result.ok ? undefined : result.error);
    setWorks(
      result.ok
        ? [result.value.verifiedName, result.value.displayPhoneNumber].filter(Boolean).join(' · ')
        : undefined,
    );
  }

  return (
    <FieldRow label={t('connection')}>
      <div className={classes.line}>
        <Button size="compact-sm" variant="default" loading={busy} onClick={() => void test()}>
          {t('test')}
        </Button>
        {works !== undefined && <StateBadge tone="good">{t('testWorks', { who: works })}</StateBadge>}
      </div>
      <ProblemText problem={problem} />
    </FieldRow>
  );
}
