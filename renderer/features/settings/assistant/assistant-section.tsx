import { useState } from 'react';
import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { placeOf } from '#shared/agent/providers.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useChain, useProof } from '#renderer/state/models.ts';
import { Section, StateBadge } from '#renderer/ui/index.ts';
import { EmergencySettings } from './autopilot/emergency-settings.tsx';
import { AutopilotSettings } from './autopilot/autopilot-settings.tsx';
import { Replay } from './replay/replay.tsx';
import { AnswerWords } from './answer-words.tsx';
import { AddProvider } from './add-provider.tsx';
import { ModelQueue } from './model-queue.tsx';
import { ProviderList } from './provider-list.tsx';
import { TestChat } from './test-chat.tsx';
import { ModelTrials } from './trial/model-trials.tsx';
import { VoiceNotes } from './voice/voice-notes.tsx';
import { Writing } from './writing.tsx';
import classes from './assistant.module.css';

/** Who drafts replies, in which order, what of it may leave this computer, and a place to try it. */
export function AssistantSection() {
  const { t } = useTranslation('assistant');
  const { settings, providers } = useChain();
  const [open, setOpen] = useState<string>();
  return (
    <div>
      <Section title={t('models')} hint={t('modelsHint')} action={<AddProvider onAdded={setOpen} />}>
        <ProviderList providers={providers} localOnly={settings.localOnly} open={open} onOpen={setOpen} />
      </Section>
      <ModelQueue />
      <Section title={t('privacy')}>
        <LocalOnly />
      </Section>
      <Section title={t('writing')}>
        <Writing />
      </Section>
      <ModelTrials providers={providers} />
      <AutopilotSettings />
      <EmergencySettings />
      <VoiceNotes />
      <AnswerWords />
      <Section title={t('tryOut')} hint={t('tryOutHint')}>
        <TestChat providers={providers} />
      </Section>
      <Replay providers={providers} />
    </div>
  );
}

/** The switch that the shell's guard keeps to, and how far it is proven. */
function LocalOnly() {
  const { t } = useTranslation('assistant');
  const { settings, providers } = useChain();
  const { proof } = useProof();
  const passedOver = providers.filter((each) => placeOf(each) === 'remote').length;
  return (
    <>
      <div className={classes.switch}>
        <Switch
          label={t('localOnly')}
          description={t('localOnlyHint')}
          checked={settings.localOnly}
          onChange={(event) => ignore(run('ai.configure', { localOnly: event.currentTarget.checked }))}
        />
        <StateBadge tone={proof === 'verified' ? 'good' : proof === 'remote' ? 'warn' : 'neutral'}>
          {t(`proof_${proof}`)}
        </StateBadge>
      </div>
      {settings.localOnly && passedOver > 0 && (
        <p className={classes.note}>{t('passedOver', { count: passedOver })}</p>
      )}
    </>
  );
}
