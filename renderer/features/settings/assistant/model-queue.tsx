import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StreamEvent } from '#shared/bridge/contract.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { bridge } from '#renderer/state/vault-client.ts';
import { Section } from '#renderer/ui/index.ts';
import classes from './assistant.module.css';

type Jobs = StreamEvent<'models.watch'>['jobs'];

/** What the models of this computer do and what waits for them; nothing where they rest. */
export function ModelQueue() {
  const { t } = useTranslation('assistant');
  const [jobs, setJobs] = useState<Jobs>([]);
  useEffect(() => {
    const ending = new AbortController();
    ignore(bridge().stream('models.watch', {}, (event) => setJobs(event.jobs), ending.signal));
    return () => ending.abort();
  }, []);
  if (jobs.length === 0) return null;
  return (
    <Section
      title={t('queue')}
      hint={t('queueHint')}
      action={
        <Button size="xs" variant="default" onClick={() => ignore(bridge().call('models.stop', {}))}>
          {t('queueStop')}
        </Button>
      }
    >
      {jobs.map(({ id, purpose, running }) => (
        <p key={id} className={classes.note}>
          {t(`queue_${purpose}`, { defaultValue: t('queue_other') })} ·{' '}
          {t(running ? 'queueRunning' : 'queueWaits')}
        </p>
      ))}
    </Section>
  );
}
