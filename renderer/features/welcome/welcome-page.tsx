import { useEffect, useState } from 'react';
import { ignore } from '#shared/lib/ignore.ts';
import { showInPlace } from '#shared/lib/shown-problems.ts';
import { useSession } from '#renderer/state/session.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { firstAnswers, usualServices, type Answers } from './answers.ts';
import { createBusiness } from './create-business.ts';
import { FetchingStep } from './join/fetching-step.tsx';
import { JoinFlow } from './join/join-flow.tsx';
import { NomineeFlow } from './join/nominee-flow.tsx';
import { RecoverFlow } from './join/recover-flow.tsx';
import { RestoreFlow } from './restore/restore-flow.tsx';
import { DemoStep } from './steps/demo-step.tsx';
import { DetailsStep } from './steps/details-step.tsx';
import { CountryStep, HoursStep, NameStep, TradeStep } from './steps/question-steps.tsx';
import { ConfirmStep, PassphraseStep, WordsStep } from './steps/safety-steps.tsx';
import { ServicesStep } from './steps/services-step.tsx';
import { LostStep } from './steps/lost-step.tsx';
import { StartStep } from './steps/start-step.tsx';
import { problemWords } from './problem-words.ts';
import { WelcomeFrame } from './step-frame.tsx';
import { forgetProgress, keepProgress, type Progress, useProgress } from './progress.ts';
import { useDemo } from './use-demo.ts';
import classes from './welcome.module.css';

const questions = ['name', 'trade', 'country', 'details', 'hours', 'services'] as const;
const safety = ['passphrase', 'words', 'confirm'] as const;
type Step = 'start' | (typeof questions)[number] | (typeof safety)[number] | 'demo';

function stepsFor(mode: Answers['mode'], secured: boolean, demo: boolean): Step[] {
  return [
    'start',
    ...(mode === 'sample' ? (['country'] as const) : questions),
    ...(secured ? [] : safety),
    ...(demo ? (['demo'] as const) : []),
  ];
}

/** The step to go on from: of those that make the keys the first, as no secret outlives its window. */
function placeOf(step: string, steps: readonly string[]): number {
  const isSafety = (safety as readonly string[]).includes(step);
  return Math.max(0, steps.indexOf(isSafety ? safety[0] : step));
}

interface WelcomePageProps {
  /** The invitation with which Plumbline was opened. */
  invitation: string | undefined;
  onDone: () => void;
}

type Way = 'lost' | 'set up' | 'join' | 'recover' | 'restore' | 'nominee';

/** The first run: a business of one's own, or a way into one that there is or was. */
export function WelcomePage({ invitation, onDone }: WelcomePageProps) {
  // A vault that is open already was made by a first run that was cut short: its keys need no second asking.
  const unlocked = useSession(({ vault }) => vault === 'unlocked');
  const [secured] = useState(unlocked);
  const connected = useSession(({ sync }) => sync.connection !== 'none');
  const lost = useSession(({ vault }) => vault === 'lost');
  const [first] = useState<Way>(lost ? 'lost' : invitation === undefined ? 'set up' : 'join');
  const [way, setWay] = useState(first);
  const back = () => setWay(first === 'lost' ? 'lost' : 'set up');

  if (way === 'lost') {
    return (
      <WelcomeFrame>
        <LostStep
          onRestore={() => setWay('restore')}
          onRecover={() => setWay('recover')}
          onSetUp={() => setWay(invitation === undefined ? 'set up' : 'join')}
        />
      </WelcomeFrame>
    );
  }
  if (way === 'join') return <JoinFlow invitation={invitation} onBack={back} onDone={onDone} />;
  if (way === 'recover') return <RecoverFlow onBack={back} onDone={onDone} />;
  if (way === 'restore') return <RestoreFlow onBack={back} onDone={onDone} />;
  if (way === 'nominee') return <NomineeFlow onBack={back} onDone={onDone} />;
  // With a relay and without a business: this device has joined, and was closed before the business came.
  if (secured && connected) {
    return (
      <WelcomeFrame step={0} count={1}>
        <FetchingStep onDone={onDone} />
      </WelcomeFrame>
    );
  }
  return (
    <SetUp
      secured={secured}
      onJoin={() => setWay('join')}
      onRecover={() => setWay('recover')}
      onRestore={() => setWay('restore')}
      onNominee={() => setWay('nominee')}
      onBack={first === 'lost' ? back : undefined}
      onDone={onDone}
    />
  );
}

interface SetUpProps {
  secured: boolean;
  onJoin: () => void;
  onRecover: () => void;
  onRestore: () => void;
  onNominee: () => void;
  /** Left out where the first run begins here. */
  onBack: (() => void) | undefined;
  onDone: () => void;
}

/** One question a step, then the keys, then the business. A window that was loaded anew goes on where it was. */
function SetUp(props: SetUpProps) {
  const progress = useProgress();
  return progress && <Steps {...props} progress={progress} />;
}

interface StepsProps extends SetUpProps {
  progress: Progress;
}

function Steps({ secured, progress, onBack, onDone, ...ways }: StepsProps) {
  const [answers, setAnswers] = useState({ ...firstAnswers, ...progress.answers });
  const [at, setAt] = useState(() => placeOf(progress.step, stepsFor(answers.mode, secured, false)));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const demo = useDemo();
  const steps = stepsFor(answers.mode, secured, demo !== undefined);
  const step = steps[at] ?? 'start';
  const lastQuestion = steps.findLastIndex((name) => name !== 'demo');

  useEffect(() => {
    if (step !== 'demo') keepProgress(step, answers);
  }, [step, answers]);

  async function finish() {
    setBusy(true);
    const created = await createBusiness(answers, secured);
    setBusy(false);
    if (!created.ok) return setError(problemWords(showInPlace(created.error)));
    forgetProgress();
    if (demo === undefined) onDone();
    else setAt(lastQuestion + 1);
  }

  function next() {
    setError(undefined);
    if (busy) return;
    if (at === lastQuestion) return ignore(finish());
    if (steps[at + 1] === 'words' && answers.words.length === 0) ignore(fetchWords());
    if (steps[at + 1] === 'services' && answers.services.length === 0)
      answer({ services: usualServices(answers) });
    setAt(at + 1);
  }

  async function fetchWords() {
    const words = await vault().newRecoveryWords();
    answer({ words });
  }

  function answer(part: Partial<Answers>) {
    setAnswers((before) => ({ ...before, ...part }));
  }

  const props = {
    answers,
    onAnswer: answer,
    onContinue: next,
    onBack: () => setAt(at - 1),
  };
  return (
    <WelcomeFrame step={at} count={steps.length}>
      {step === 'start' && (
        <StartStep
          onChoose={(mode) => {
            answer({ mode });
            setAt(1);
          }}
          {...ways}
          onBack={onBack}
        />
      )}
      {step === 'name' && <NameStep {...props} />}
      {step === 'trade' && <TradeStep {...props} />}
      {step === 'country' && <CountryStep {...props} />}
      {step === 'details' && <DetailsStep {...props} />}
      {step === 'hours' && <HoursStep {...props} />}
      {step === 'services' && <ServicesStep {...props} />}
      {step === 'passphrase' && <PassphraseStep {...props} />}
      {step === 'words' && <WordsStep {...props} />}
      {step === 'confirm' && <ConfirmStep {...props} busy={busy} />}
      {step === 'demo' && demo !== undefined && <DemoStep demo={demo} onDone={onDone} />}
      {error !== undefined && (
        <p role="alert" className={classes.error}>
          {error}
        </p>
      )}
    </WelcomeFrame>
  );
}
