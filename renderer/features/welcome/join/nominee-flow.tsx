import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { NewPassphrase } from '#renderer/ui/index.ts';
import type { NomineeWait } from '#renderer/vault/api.ts';
import { problemWords } from '../problem-words.ts';
import { StepFrame, WelcomeFrame } from '../step-frame.tsx';
import { WordsField, wordsIn } from '../words-field.tsx';
import classes from '../welcome.module.css';
import { likelyDeviceName } from './device-name.ts';
import { FetchingStep } from './fetching-step.tsx';
import { NomineeWaits } from './nominee-waits.tsx';

interface NomineeFlowProps {
  onBack: () => void;
  onDone: () => void;
}

/** Opens a business whose owner cannot act: asks for the relay's half, waits for it, and comes in. */
export function NomineeFlow({ onBack, onDone }: NomineeFlowProps) {
  const [kit, setKit] = useState<{ relayUrl: string; words: string[] }>();
  const [wait, setWait] = useState<NomineeWait>();
  const [isIn, setIn] = useState(false);
  const isReleased = wait?.state === 'released';
  return (
    <WelcomeFrame step={isIn ? 3 : isReleased ? 2 : wait === undefined ? 0 : 1} count={4}>
      {isIn ? (
        <FetchingStep onDone={onDone} />
      ) : kit === undefined || wait === undefined ? (
        <AskStep
          onBack={onBack}
          onAsked={(given, answer) => {
            setKit(given);
            setWait(answer);
          }}
        />
      ) : isReleased ? (
        <OpenStep kit={kit} onBack={onBack} onIn={() => setIn(true)} />
      ) : (
        <NomineeWaits kit={kit} wait={wait} onWait={setWait} onBack={onBack} />
      )}
    </WelcomeFrame>
  );
}

interface AskStepProps {
  onBack: () => void;
  onAsked: (kit: { relayUrl: string; words: string[] }, wait: NomineeWait) => void;
}

function AskStep({ onBack, onAsked }: AskStepProps) {
  const { t } = useTranslation('welcome');
  const [relayUrl, setRelayUrl] = useState('');
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const words = wordsIn(typed);

  async function ask() {
    setProblem(undefined);
    if (!URL.canParse(relayUrl.trim())) return setProblem({ code: 'url', message: t('bring_urlWrong') });
    const kit = { relayUrl: relayUrl.trim(), words };
    setBusy(true);
    const asked = await vault().askAsNominee(kit);
    setBusy(false);
    if (!asked.ok) return setProblem(asked.error);
    onAsked(kit, asked.value);
  }

  const isUrl = problem?.code === 'url';
  const text = problem === undefined ? undefined : problemWords(problem);
  return (
    <StepFrame
      title={t('nominee_title')}
      text={t('nominee_text')}
      continueLabel={t('nominee_ask')}
      canContinue={words.length === 24 && relayUrl.trim() !== ''}
      busy={busy}
      onContinue={() => ignore(ask())}
      onBack={onBack}
    >
      <div className={classes.form}>
        <TextInput
          label={t('bring_relay')}
          placeholder="https://relay.example.org"
          value={relayUrl}
          error={isUrl ? text : undefined}
          onChange={(event) => setRelayUrl(event.currentTarget.value)}
        />
        <WordsField
          label={t('nominee_words')}
          value={typed}
          error={isUrl ? undefined : text}
          onChange={setTyped}
        />
      </div>
    </StepFrame>
  );
}

interface OpenStepProps {
  kit: { relayUrl: string; words: string[] };
  onBack: () => void;
  onIn: () => void;
}

function OpenStep({ kit, onBack, onIn }: OpenStepProps) {
  const { t } = useTranslation('welcome');
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [ready, setReady] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  async function open() {
    setBusy(true);
    setProblem(undefined);
    const deviceName = likelyDeviceName(navigator.userAgent);
    const opened = await vault().enterAsNominee({ ...kit, name: name.trim(), passphrase, deviceName });
    setBusy(false);
    if (!opened.ok) return setProblem(opened.error);
    onIn();
  }

  return (
    <StepFrame
      title={t('nominee_openTitle')}
      text={t('nominee_openText')}
      continueLabel={t('nominee_open')}
      canContinue={ready && name.trim() !== ''}
      busy={busy}
      onContinue={() => ignore(open())}
      onBack={onBack}
    >
      <div className={classes.form}>
        <TextInput
          label={t('nominee_name')}
          value={name}
          maxLength={200}
          dir="auto"
          autoComplete="name"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NewPassphrase
          label={t('bring_passphrase')}
          value={passphrase}
          onChange={setPassphrase}
          onReady={setReady}
        />
        {problem !== undefined && (
          <p role="alert" className={classes.error}>
            {problemWords(problem)}
          </p>
        )}
      </div>
    </StepFrame>
  );
}
