import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/lib/result.ts';
import { useFactor } from '#renderer/state/factor.ts';
import { showDone } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { Dialog, FormButtons } from '#renderer/ui/index.ts';

/** Asks for the code that an owner's act needs. */
export function FactorDialog() {
  const asked = useFactor((state) => state.asked);
  return asked === undefined ? null : <Ask onAnswer={asked.answer} />;
}

function Ask({ onAnswer }: { onAnswer: (isGiven: boolean) => void }) {
  const { t } = useTranslation('access');
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  async function prove(event: React.FormEvent) {
    event.preventDefault();
    setBusy(true);
    const proven = await vault().proveSecondFactor(code);
    setBusy(false);
    if (!proven.ok) return setProblem(proven.error);
    if (proven.value.isOff) showDone(t('factor.isOff'));
    onAnswer(true);
  }

  return (
    <Dialog opened onClose={() => onAnswer(false)} title={t('factor.ask')} size="sm">
      <form onSubmit={(event) => void prove(event)}>
        <TextInput
          data-autofocus
          label={t('factor.code')}
          description={t('factor.codeHint')}
          autoComplete="one-time-code"
          value={code}
          error={problem && `${problem.message} ${problem.remedy ?? ''}`}
          onChange={({ currentTarget: { value } }) => {
            setProblem(undefined);
            setCode(value);
          }}
        />
        <FormButtons
          submit={t('factor.goOn')}
          isBusy={busy}
          isDisabled={code.trim() === ''}
          onCancel={() => onAnswer(false)}
        />
      </form>
    </Dialog>
  );
}
