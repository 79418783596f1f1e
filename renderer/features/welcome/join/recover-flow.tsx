import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { NewPassphrase } from '#renderer/ui/index.ts';
import { problemWords } from '../problem-words.ts';
import { StepFrame, WelcomeFrame } from '../step-frame.tsx';
import { WordsField, wordsIn } from '../words-field.tsx';
import { likelyDeviceName } from './device-name.ts';
import { FetchingStep } from './fetching-step.tsx';
import classes from '../welcome.module.css';

/** Brings a business back onto an empty device from its relay, with nothing but the words. */
export function RecoverFlow({ onBack, onDone }: { onBack: () => void; onDone: () => void }) {
  const { t } = useTranslation('welcome');
  const [relayUrl, setRelayUrl] = useState('');
  const [words, setWords] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [ready, setReady] = useState(false);
  const [step, setStep] = useState<'words' | 'busy' | 'fetching'>('words');
  const [problem, setProblem] = useState<Problem>();
  const recoveryWords = wordsIn(words);

  async function recover() {
    setProblem(undefined);
    if (!URL.canParse(relayUrl.trim())) return setProblem({ code: 'url', message: t('bring_urlWrong') });
    setStep('busy');
    const deviceName = likelyDeviceName(navigator.userAgent);
    const result = await vault().recover({
      relayUrl: relayUrl.trim(),
      recoveryWords,
      passphrase,
      deviceName,
    });
    if (!result.ok) setProblem(result.error);
    setStep(result.ok ? 'fetching' : 'words');
  }

  return (
    <WelcomeFrame step={step === 'fetching' ? 1 : 0} count={2}>
      {step === 'fetching' ? (
        <FetchingStep onDone={onDone} />
      ) : (
        <StepFrame
          title={t('bring_title')}
          text={t('bring_text')}
          continueLabel={t('bring_do')}
          canContinue={ready && recoveryWords.length === 24 && relayUrl.trim() !== ''}
          busy={step === 'busy'}
          onContinue={() => ignore(recover())}
          onBack={onBack}
        >
          <div className={classes.form}>
            <TextInput
              label={t('bring_relay')}
              placeholder="https://relay.example.org"
              value={relayUrl}
              onChange={(event) => setRelayUrl(event.currentTarget.value)}
            />
            <WordsField
              value={words}
              error={problem === undefined ? undefined : problemWords(problem)}
              onChange={setWords}
            />
            <NewPassphrase
              label={t('bring_passphrase')}
              value={passphrase}
              onChange={setPassphrase}
              onReady={setReady}
            />
          </div>
        </StepFrame>
      )}
    </WelcomeFrame>
  );
}
