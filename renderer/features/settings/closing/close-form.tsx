import { useId, useState } from 'react';
import { Anchor, Button, Checkbox, Radio, Stack, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { proxy } from 'comlink';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/lib/result.ts';
import { withFactor } from '#renderer/state/factor.ts';
import { useRecord } from '#renderer/state/records.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { SecretInput, Section } from '#renderer/ui/index.ts';
import type { ClosingStep } from '#renderer/vault/closing/api.ts';
import { ProblemText } from '../problem-text.tsx';
import { StepList } from './step-list.tsx';
import classes from '../settings.module.css';

const thinkingDays = 30;

interface CloseFormProps {
  /** What was done so far. The page keeps it: with the first word of the closing this form gives way. */
  steps: ClosingStep[];
  onSteps: (steps: ClosingStep[]) => void;
  busy: boolean;
  onBusy: (busy: boolean) => void;
}

/** All that is gone afterwards, and the three things that an owner has to say for it: how, what it is called, and who asks. */
export function CloseForm({ steps, onSteps, busy, onBusy }: CloseFormProps) {
  const { t } = useTranslation('closing');
  const name = useRecord('business', 'business')?.name ?? '';
  const gone = useId();
  const [hasExport, setHasExport] = useState(false);
  const [days, setDays] = useState(thinkingDays);
  const [typed, setTyped] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const isRight = typed.trim() === name.trim();
  const isWrong = typed !== '' && !isRight;

  async function close(event: React.FormEvent) {
    event.preventDefault();
    onBusy(true);
    setProblem(undefined);
    const done: ClosingStep[] = [];
    onSteps(done);
    const onStep = proxy((step: ClosingStep) => {
      done.push(step);
      onSteps([...done]);
    });
    const closed = await withFactor(() => vault().closeBusiness({ passphrase, name: typed, days }, onStep));
    onBusy(false);
    if (!closed.ok) return setProblem(closed.error);
    const stated = closed.value.find(({ what }) => what === 'statement');
    if (stated?.outcome !== 'done' && stated?.outcome !== 'waits')
      setProblem({ code: 'closing.not-stated', message: stated?.why ?? '', remedy: t('notStated') });
  }

  return (
    <Section title={t('title')} hint={t('hint', { name })}>
      <p id={gone}>{t('gone')}</p>
      <ul aria-labelledby={gone}>
        {(['everywhere', 'public', 'meta', 'relay', 'team', 'here'] as const).map((what) => (
          <li key={what}>{t(`gone_${what}`)}</li>
        ))}
      </ul>
      <form className={classes.form} onSubmit={(event) => void close(event)}>
        <div>
          <Anchor
            size="sm"
            renderRoot={(props) => <Link {...props} to="/settings/$section" params={{ section: 'export' }} />}
          >
            {t('export')}
          </Anchor>
        </div>
        <Checkbox
          label={t('hasExport')}
          description={t('hasExport_hint')}
          checked={hasExport}
          onChange={({ currentTarget: { checked } }) => setHasExport(checked)}
        />
        <Radio.Group label={t('when')} value={String(days)} onChange={(value) => setDays(Number(value))}>
          <Stack gap={8} mt={8}>
            <Radio value={String(thinkingDays)} label={t('later')} description={t('later_hint')} />
            <Radio value="0" label={t('now')} description={t('now_hint')} />
          </Stack>
        </Radio.Group>
        <TextInput
          label={t('name', { name })}
          value={typed}
          autoComplete="off"
          error={isWrong && t('name_wrong')}
          onChange={({ currentTarget: { value } }) => setTyped(value)}
        />
        <SecretInput
          label={t('passphrase')}
          value={passphrase}
          autoComplete="current-password"
          onChange={({ currentTarget: { value } }) => setPassphrase(value)}
        />
        <ProblemText problem={problem} />
        <div className={classes.line}>
          <Button
            type="submit"
            color="red"
            loading={busy}
            disabled={!hasExport || !isRight || passphrase === ''}
          >
            {t('do')}
          </Button>
        </div>
      </form>
      {steps.length > 0 && <StepList steps={steps} />}
    </Section>
  );
}
