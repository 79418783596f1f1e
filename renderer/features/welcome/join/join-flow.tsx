import { useRef, useState } from 'react';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { problemWords } from '../problem-words.ts';
import { WelcomeFrame } from '../step-frame.tsx';
import { FetchingStep } from './fetching-step.tsx';
import { AdmissionStep, JoinPassphraseStep, LinkStep, type JoinRequest } from './join-steps.tsx';
import classes from '../welcome.module.css';

interface JoinFlowProps {
  /** The invitation with which Plumbline was opened. */
  invitation: string | undefined;
  onBack: () => void;
  onDone: () => void;
}

const steps = ['link', 'passphrase', 'admission', 'fetching'] as const;
type Step = (typeof steps)[number];

/** From an invitation's link to the screens of the business that it leads into. */
export function JoinFlow({ invitation, onBack, onDone }: JoinFlowProps) {
  const [step, setStep] = useState<Step>('link');
  const [businessName, setBusinessName] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  /** Whether the owner's answer still counts. */
  const waiting = useRef(false);

  async function ask(request: JoinRequest) {
    setProblem(undefined);
    setBusy(true);
    const result = await vault().join(request);
    setBusy(false);
    if (!result.ok) return setProblem(result.error);
    setBusinessName(result.value.businessName);
    setStep('passphrase');
  }

  async function finish(passphrase: string) {
    setStep('admission');
    waiting.current = true;
    const joined = await vault().finishJoin(passphrase);
    if (!waiting.current) return;
    if (joined.ok) return setStep('fetching');
    setProblem(joined.error);
    setStep('link');
  }

  async function cancel() {
    waiting.current = false;
    await vault().cancelJoin();
    setProblem(undefined);
    setStep('link');
  }

  return (
    <WelcomeFrame step={steps.indexOf(step)} count={steps.length}>
      {step === 'link' && (
        <LinkStep
          invitation={invitation}
          busy={busy}
          onAsk={(request) => ignore(ask(request))}
          onBack={onBack}
        />
      )}
      {step === 'passphrase' && (
        <JoinPassphraseStep
          businessName={businessName}
          onContinue={(passphrase) => ignore(finish(passphrase))}
          onBack={() => ignore(cancel())}
        />
      )}
      {step === 'admission' && (
        <AdmissionStep businessName={businessName} onCancel={() => ignore(cancel())} />
      )}
      {step === 'fetching' && <FetchingStep onDone={onDone} />}
      {problem !== undefined && step === 'link' && (
        <p role="alert" className={classes.error}>
          {problemWords(problem)}
        </p>
      )}
    </WelcomeFrame>
  );
}
