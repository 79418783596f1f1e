import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WebhookEndpoint } from '#shared/domain/webhook.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { useRecords } from '#renderer/state/records.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { AddButton, ConfirmDialog, Section, StateBadge } from '#renderer/ui/index.ts';
import settingsClasses from '../settings.module.css';
import { AddWebhook } from './add-webhook.tsx';
import { LastAnswers } from './last-answers.tsx';
import { type ShownSecret, SecretDialog } from './secret-dialog.tsx';
import { useAnswerWords } from './use-answer-words.ts';
import classes from './webhooks.module.css';

/** The programs that rules can tell something. */
export function OutgoingSection() {
  const { t } = useTranslation('webhooks');
  const endpoints = useRecords('webhookEndpoints').toSorted((a, b) => a.createdAt - b.createdAt);
  const [isAdding, setAdding] = useState(false);
  const [secret, setSecret] = useState<ShownSecret>();
  return (
    <Section
      title={t('out')}
      hint={t('outHint')}
      action={<AddButton label={t('add')} onClick={() => setAdding(true)} disabled={isAdding} />}
    >
      {isAdding && <AddWebhook onAdded={setSecret} onClose={() => setAdding(false)} />}
      {endpoints.length === 0 && !isAdding && <p className={settingsClasses.muted}>{t('noneOut')}</p>}
      <ul className={classes.list} aria-label={t('out')}>
        {endpoints.map((endpoint) => (
          <Endpoint key={endpoint.id} endpoint={endpoint} onSecret={setSecret} />
        ))}
      </ul>
      {secret !== undefined && <SecretDialog shown={secret} onClose={() => setSecret(undefined)} />}
    </Section>
  );
}

interface EndpointProps {
  endpoint: WebhookEndpoint;
  onSecret: (shown: ShownSecret) => void;
}

function Endpoint({ endpoint, onSecret }: EndpointProps) {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const { id, name, url, off, secretExposed: exposed } = endpoint;
  const [asks, setAsks] = useState<'renew' | 'remove'>();
  const test = useTest(id);

  async function renew() {
    const done = await vault().renewWebhookSecret(id);
    if (done.ok) onSecret({ name, secret: done.value.secret });
    else showProblem(done.error);
  }

  function confirmed() {
    setAsks(undefined);
    ignore(asks === 'renew' ? renew() : run('webhook.remove', { id }));
  }

  return (
    <li className={classes.entry}>
      <div className={classes.head}>
        <h3 className={classes.name} dir="auto" title={name}>
          {name}
        </h3>
        <StateBadge tone={off === undefined ? 'good' : off.why === 'gone' ? 'bad' : 'neutral'}>
          {t(off === undefined ? 'isOn' : `off.${off.why}`)}
        </StateBadge>
        <span className={classes.actions}>
          {off === undefined && (
            <Action label={t('test')} of={name} onClick={() => ignore(test.send())} isBusy={test.isBusy} />
          )}
          <Action
            label={t(off === undefined ? 'switchOff' : 'switchOn')}
            of={name}
            onClick={() => ignore(run('webhook.switch', { id, isOn: off !== undefined }))}
          />
          <Action label={t('renew')} of={name} onClick={() => setAsks('renew')} />
          <Action label={t('remove')} of={name} onClick={() => setAsks('remove')} isDanger />
        </span>
      </div>
      <p className={classes.about} dir="ltr" title={url}>
        {url}
      </p>
      {off?.why === 'gone' && (
        <p className={settingsClasses.exposed}>{t('goneText', { day: format.day(off.at) })}</p>
      )}
      {exposed !== undefined && (
        <p className={settingsClasses.exposed}>
          {t('exposed', { to: exposed.to || t('formerMember'), date: format.day(exposed.at) })}
        </p>
      )}
      <output className={classes.tested}>{test.words}</output>
      <LastAnswers endpointId={id} />
      {asks !== undefined && (
        <ConfirmDialog
          opened
          danger={asks === 'remove'}
          title={t(`${asks}Title`, { name })}
          confirmLabel={t(asks)}
          onConfirm={confirmed}
          onCancel={() => setAsks(undefined)}
        >
          {t(`${asks}Text`)}
        </ConfirmDialog>
      )}
    </li>
  );
}

interface ActionProps {
  label: string;
  of: string;
  onClick: () => void;
  isBusy?: boolean;
  isDanger?: boolean;
}

function Action({ label, of, onClick, isBusy = false, isDanger = false }: ActionProps) {
  const { t } = useTranslation('webhooks');
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color={isDanger ? 'red' : 'gray'}
      loading={isBusy}
      aria-label={t('actionOf', { action: label, name: of })}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}

/** A test names nobody; what came back stands below until the room is left. */
function useTest(id: string) {
  const say = useAnswerWords();
  const [isBusy, setBusy] = useState(false);
  const [words, setWords] = useState<string>();
  const { t } = useTranslation('webhooks');
  async function send() {
    setBusy(true);
    const done = await vault().testWebhook(id);
    setBusy(false);
    if (!done.ok) return showProblem(done.error);
    setWords(
      t('tested', { answer: say(done.value.outcome === 'answered' ? done.value : { why: done.value.why }) }),
    );
  }
  return { send, isBusy, words };
}
