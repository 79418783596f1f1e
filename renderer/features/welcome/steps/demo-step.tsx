import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Demo } from '#shared/bridge/contract.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { run } from '#renderer/state/commands.ts';
import { bridge, vault } from '#renderer/state/vault-client.ts';
import { StepFrame } from '../step-frame.tsx';
import classes from '../welcome.module.css';

/** Under the demo: connects the stand-in for WhatsApp and the demo's relay in one go. */
export function DemoStep({ demo, onDone }: { demo: Demo; onDone: () => void }) {
  const { t } = useTranslation('welcome');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  async function connect() {
    setBusy(true);
    const channel = await run(
      'channel.connect',
      { name: t('demo_channel'), ...demo.whatsapp },
      { quiet: true },
    );
    const relay = channel.ok ? await vault().connectRelay(demo.relayUrl) : channel;
    const model = relay.ok ? await chooseDemoModel(demo.ollamaUrl) : relay;
    setBusy(false);
    if (model.ok) onDone();
    else setProblem(model.error);
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

/** The stand-in for Ollama offers models: the first that runs on this computer is taken. */
async function chooseDemoModel(ollamaUrl: string): Promise<Result<unknown>> {
  const status = await bridge().call('models.probe', { url: ollamaUrl });
  if (!status.ok || status.value.state !== 'ready') return status;
  const model = status.value.models.find(({ local }) => local)?.name;
  return run('ai.configure', { provider: 'ollama', ollamaUrl, model }, { quiet: true });
}
