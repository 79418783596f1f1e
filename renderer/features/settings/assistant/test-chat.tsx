import { useState } from 'react';
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ModelProvider } from '#shared/domain/model-provider.ts';
import { estimatePromptTokens } from '#shared/agent/model-port.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { formatBytes } from '#renderer/ui/index.ts';
import { ContextMeter } from './context-meter.tsx';
import { type Turn, useTestChat } from './use-test-chat.ts';
import classes from './assistant.module.css';

/** A chat with one model or with the chain: who answers, how fast, and how full its window is. */
export function TestChat({ providers }: { providers: ModelProvider[] }) {
  const { t } = useTranslation('assistant');
  const [only, setOnly] = useState('');
  const [text, setText] = useState('');
  const chat = useTestChat();
  const chosen = providers.find(({ id }) => id === only) ?? providers[0];
  const said = [
    ...chat.turns.flatMap(({ message }) => message ?? []),
    { role: 'user' as const, content: text },
  ];
  const last = chat.turns.at(-1);

  function send() {
    if (text.trim() === '' || chat.running) return;
    setText('');
    ignore(chat.send(text.trim(), only || undefined));
  }

  if (providers.length === 0) return <p className={classes.note}>{t('tryNeedsModel')}</p>;
  return (
    <div className={classes.chat}>
      <div className={classes.line}>
        <NativeSelect
          size="xs"
          aria-label={t('tryWhom')}
          value={only}
          data={[
            { value: '', label: t('tryChain') },
            ...providers.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => setOnly(event.currentTarget.value)}
        />
        <ContextMeter
          used={
            last?.usage === undefined
              ? estimatePromptTokens(said)
              : last.usage.promptTokens + last.usage.outputTokens
          }
          size={last?.answeredBy?.contextTokens ?? chosen?.contextTokens ?? 0}
          measured={last?.usage !== undefined}
        />
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          disabled={chat.turns.length === 0}
          onClick={chat.clear}
        >
          {t('tryClear')}
        </Button>
      </div>
      <div className={classes.turns} aria-live="polite">
        {chat.turns.map((turn, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- turns are only ever added at the end
          <TurnLine key={index} turn={turn} running={chat.running && index === chat.turns.length - 1} />
        ))}
      </div>
      <form
        className={classes.ask}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Textarea
          flex={1}
          autosize
          minRows={1}
          maxRows={6}
          aria-label={t('tryAsk')}
          placeholder={t('tryExample')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey) return;
            event.preventDefault();
            send();
          }}
        />
        {chat.running ? (
          <Button variant="default" onClick={() => ignore(vault().stopModelChat())}>
            {t('tryStop')}
          </Button>
        ) : (
          <Button type="submit" disabled={text.trim() === ''}>
            {t('trySend')}
          </Button>
        )}
      </form>
    </div>
  );
}

/** What was said, and under an answer who gave it and what left for it. */
function TurnLine({ turn, running }: { turn: Turn; running: boolean }) {
  const { t, i18n } = useTranslation('assistant');
  const { text, answeredBy, usage, receipts, problem, stopped } = turn;
  if (turn.role === 'user') return <p className={classes.asked}>{text}</p>;
  const speed = usage?.tokensPerSecond;
  const facts = [
    answeredBy && t(`answered_${answeredBy.place}`, { ...answeredBy }),
    speed !== undefined && t('speed', { speed: speed.toFixed(1) }),
    stopped && t('stopped'),
    ...receipts.map(({ origin, bytes, replaced }) =>
      t('left', { origin, size: formatBytes(bytes, i18n.language), count: replaced }),
    ),
  ].filter(Boolean);
  return (
    <div className={classes.answer}>
      {text !== '' && <p>{text}</p>}
      {running && text === '' && <p className={classes.note}>{t('waiting')}</p>}
      {turn.skipped.map(({ name, problem: reason }) => (
        <p key={name} className={classes.note}>
          {t('skipped', { name })} {reason.message}
        </p>
      ))}
      {problem !== undefined && !stopped && (
        <p role="alert" className={classes.wrong}>
          {problem.message} {problem.remedy}
        </p>
      )}
      {facts.length > 0 && <p className={classes.facts}>{facts.join(' · ')}</p>}
    </div>
  );
}
