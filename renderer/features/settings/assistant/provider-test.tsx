import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CallResult } from '#shared/bridge/contract.ts';
import type { ModelProvider } from '#shared/domain/model-provider.ts';
import type { Problem } from '#shared/lib/result.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { ProblemText } from '../problem-text.tsx';
import classes from './assistant.module.css';

export type TestResult = CallResult<'models.test'>;

interface ProviderTestProps {
  provider: ModelProvider;
  result: TestResult | undefined;
  onResult: (result: TestResult | undefined) => void;
}

/** Asks for a word, and says what is wrong where none comes. What concerns a field stands beside it. */
export function ProviderTest({ provider, result, onResult }: ProviderTestProps) {
  const { t } = useTranslation('assistant');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  async function test() {
    setBusy(true);
    setProblem(undefined);
    const answer = await vault().testModel(provider.id);
    setBusy(false);
    onResult(answer.ok ? answer.value : undefined);
    if (!answer.ok) setProblem(answer.error);
  }

  return (
    <div>
      <Button size="xs" variant="default" loading={busy} onClick={() => void test()}>
        {t('test')}
      </Button>
      <output className={classes.result}>{words()}</output>
      <ProblemText problem={problem} />
    </div>
  );

  function words(): string {
    if (result === undefined) return '';
    if (result.works) return t('testWorks', { seconds: (result.milliseconds / 1000).toFixed(1) });
    const beside = ['address', 'key', 'model'].includes(result.wrong);
    return beside ? t(`testWrong_${result.wrong}`) : result.message;
  }
}
