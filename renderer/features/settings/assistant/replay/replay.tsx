import { useState } from 'react';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ModelProvider } from '#shared/domain/model-provider.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useChain } from '#renderer/state/models.ts';
import { Section } from '#renderer/ui/index.ts';
import type { ReplayRow } from '#shared/agent/replay.ts';
import classes from './replay.module.css';
import { useReplay } from './use-replay.ts';

const counts = ['5', '10', '25', '50'];

/** A changed tone, persona or model over past questions, beside what was answered then. Nothing is sent. */
export function Replay({ providers }: { providers: ModelProvider[] }) {
  const { t } = useTranslation('autopilot');
  const { settings } = useChain();
  const [providerId, setProviderId] = useState(providers[0]?.id ?? '');
  const [tone, setTone] = useState(settings.tone ?? '');
  const [persona, setPersona] = useState(settings.persona ?? '');
  const [count, setCount] = useState('10');
  const { rows, running, start, stop } = useReplay();
  const chosen = providers.some(({ id }) => id === providerId) ? providerId : '';
  const go = () =>
    ignore(
      start({
        providerId: chosen || undefined,
        tone: tone || undefined,
        persona: persona || undefined,
        count: Number(count),
      }),
    );
  return (
    <Section title={t('replay.title')} hint={t('replay.hint')}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!running) go();
        }}
      >
        <NativeSelect
          label={t('replay.whom')}
          value={chosen}
          data={[
            { value: '', label: t('replay.basic') },
            ...providers.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => setProviderId(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('replay.count')}
          value={count}
          data={counts}
          onChange={(event) => setCount(event.currentTarget.value)}
        />
        <TextInput
          label={t('replay.tone')}
          disabled={chosen === ''}
          value={tone}
          onChange={(event) => setTone(event.currentTarget.value)}
        />
        <TextInput
          label={t('replay.persona')}
          disabled={chosen === ''}
          value={persona}
          onChange={(event) => setPersona(event.currentTarget.value)}
        />
        {running ? (
          <Button variant="default" onClick={stop}>
            {t('replay.stop')}
          </Button>
        ) : (
          <Button type="submit" variant="default">
            {t('replay.start')}
          </Button>
        )}
      </form>
      <div aria-live="polite">
        {rows !== undefined && (
          <p className={classes.summary}>
            {running ? t('replay.running', { count: rows.length }) : summary(rows)}
          </p>
        )}
        {rows?.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </div>
    </Section>
  );

  function summary(done: ReplayRow[]): string {
    if (done.length === 0) return t('replay.none');
    const doubtful = done.filter(({ warnings }) => warnings.length > 0).length;
    return t('replay.done', { count: done.length, doubtful });
  }
}

function Row({ row }: { row: ReplayRow }) {
  const { t } = useTranslation('autopilot');
  const format = useFormat();
  return (
    <article className={classes.row}>
      <header className={classes.question}>
        <span className={classes.who}>
          {row.customer} · {format.dayAndTime(row.at)}
        </span>
        <p>{row.question}</p>
      </header>
      <div className={classes.side}>
        <h4>{t(row.byAssistant ? 'replay.beforeAssistant' : 'replay.before')}</h4>
        <p>{row.before}</p>
      </div>
      <div className={classes.side}>
        <h4>{t('replay.after')}</h4>
        <p>{row.after}</p>
        {row.problem !== undefined && <p className={classes.problem}>{row.problem}</p>}
        {row.warnings.map(({ kind, text }) => (
          <p key={`${kind} ${text}`} className={classes.warning}>
            {t(`replay.warning.${kind}`, { text })}
          </p>
        ))}
      </div>
    </article>
  );
}
