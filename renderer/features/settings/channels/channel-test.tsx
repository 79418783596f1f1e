import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Channel } from '#shared/domain/channel.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { FieldRow, StateBadge, type Tone } from '#renderer/ui/index.ts';
import { ProblemText } from '../problem-text.tsx';
import classes from '../settings.module.css';

type Checks = Extract<Awaited<ReturnType<ReturnType<typeof vault>['testChannel']>>, { ok: true }>['value'];

const tones: Record<Checks[number]['state'], Tone> = { good: 'good', bad: 'bad', unknown: 'neutral' };

/** Tries token, account, webhook and signature, and says which of them is wrong. */
export function ChannelTest({ channel: { id } }: { channel: Channel }) {
  const { t } = useTranslation('settings');
  const [busy, setBusy] = useState(false);
  const [checks, setChecks] = useState<Checks>([]);
  const [problem, setProblem] = useState<Problem>();

  async function test() {
    setBusy(true);
    const result = await vault().testChannel(id);
    setBusy(false);
    setProblem(result.ok ? undefined : result.error);
    setChecks(result.ok ? result.value : []);
  }

  return (
    <FieldRow label={t('connection')}>
      <Button size="compact-sm" variant="default" loading={busy} onClick={() => ignore(test())}>
        {t('test')}
      </Button>
      <ul className={classes.checks} aria-live="polite">
        {checks.map(({ part, state, words }) => (
          <li key={part}>
            <StateBadge tone={tones[state]}>{t(`part_${part}_${state}`)}</StateBadge>
            {words !== undefined && <span className={classes.muted}>{words}</span>}
          </li>
        ))}
      </ul>
      <ProblemText problem={problem} />
    </FieldRow>
  );
}
