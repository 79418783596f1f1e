import { useEffect, useRef } from 'react';
import { ActionIcon, Button, Textarea, Tooltip } from '@mantine/core';
import { IconCloud, IconCpu, IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { ask, closeAgent, newChat, setAgentText, stopAgent, useAgent } from '#renderer/state/agent.ts';
import { useProof } from '#renderer/state/models.ts';
import { useEscape } from '#renderer/ui/index.ts';
import { Turn } from './turn.tsx';
import { focusQuestion, questionField } from './question-field.ts';
import classes from './agent.module.css';

/** The owner's assistant beside whatever is open: it answers from the records and proposes changes. */
export function AgentPanel() {
  const { t } = useTranslation('agent');
  const turns = useAgent((agent) => agent.turns);
  useEscape(closeAgent);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In newer browsers it gives a promise, which would pass for a clean-up.
    if (turns.length > 0) end.current?.scrollIntoView({ block: 'end' });
  }, [turns]);
  return (
    <aside className={classes.panel} aria-label={t('assistant')}>
      <header className={classes.head}>
        <h2>{t('assistant')}</h2>
        <Place />
        <Tooltip label={t('newChat')}>
          <ActionIcon
            className={classes.plain}
            onClick={newChat}
            disabled={turns.length === 0}
            aria-label={t('newChat')}
          >
            <IconPlus size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('close')}>
          <ActionIcon onClick={closeAgent} aria-label={t('close')}>
            <IconX size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </header>
      <div className={classes.turns} aria-live="polite">
        {turns.length === 0 && <Examples />}
        {turns.map((turn, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- turns are only ever added at the end
          <Turn key={index} turn={turn} isLast={index === turns.length - 1} />
        ))}
        <div ref={end} />
      </div>
      <Composer />
    </aside>
  );
}

/** Where questions go that the built-in phrases do not cover. */
function Place() {
  const { t } = useTranslation('app');
  const { proof, first, remote } = useProof();
  const Icon = proof === 'remote' ? IconCloud : IconCpu;
  const names = { model: first?.model ?? t('modelNone'), provider: remote?.name ?? '' };
  return (
    <span className={classes.place}>
      <Icon size={16} stroke={1.5} />
      {t(`model_${proof}`, names)}
    </span>
  );
}

const examples = ['owed', 'schedule', 'invoice', 'tomorrow', 'remind'] as const;

function Examples() {
  const { t } = useTranslation('agent');
  return (
    <div className={classes.empty}>
      <p>{t('intro')}</p>
      <ul>
        {examples.map((name) => (
          <li key={name}>
            <button
              type="button"
              onClick={() => {
                setAgentText(t(`example_${name}`));
                focusQuestion();
              }}
            >
              {t(`example_${name}`)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Composer() {
  const { t } = useTranslation('agent');
  const { text, running } = useAgent();
  useEffect(focusQuestion, []);
  const send = () => ignore(ask(text));
  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        id={questionField}
        flex={1}
        autosize
        minRows={1}
        maxRows={6}
        aria-label={t('ask')}
        placeholder={t('placeholder')}
        value={text}
        onChange={(event) => setAgentText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') closeAgent();
          if (event.key !== 'Enter' || event.shiftKey || event.repeat) return;
          event.preventDefault();
          send();
        }}
      />
      {running ? (
        <Button variant="default" onClick={stopAgent}>
          {t('stop')}
        </Button>
      ) : (
        <Button type="submit" disabled={text.trim() === ''}>
          {t('send')}
        </Button>
      )}
    </form>
  );
}
