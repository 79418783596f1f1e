import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Demo } from '#shared/bridge/contract.ts';
import type { Problem } from '#shared/lib/result.ts';
import { showInPlace } from '#shared/lib/shown-problems.ts';
import { connectDemo } from '../connect-demo.ts';
import { StepFrame } from '../step-frame.tsx';
import classes from '../welcome.module.css';

/** Under the demo: connects the stand-in for WhatsApp and the demo's relay in one go. */
export function DemoStep({ demo, onDone }: { demo: Demo; onDone: () => void }) {
  const { t } = useTranslation('welcome');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  async function connect() {
    setBusy(true);
    const connected = await connectDemo(demo, t('demo_channel'));
    setBusy(false);
    if (connected.ok) onDone();
    else setProblem(showInPlace(connected.error));
  }

  return (
    <StepFrame title={t('demo_title')} text={t('demo_text')}>
      <Group gap={8}>
        <Button onClick={() => void connect()} loading={busy}>
          {t('demo_use')}
        </Button>
        <Button variant="default" onClick={onDone} disabled={busy}>
          {t('demo_skip')}
        </Button>
      </Group>
      {problem !== undefined && (
        <p role="alert" className={classes.error}>
          {problem.message} {problem.remedy}
        </p>
      )}
    </StepFrame>
  );
}
