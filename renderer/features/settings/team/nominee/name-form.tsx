import { useId, useState } from 'react';
import { Button, NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/lib/result.ts';
import { nomineeDays } from '#shared/sync/membership.ts';
import { withFactor } from '#renderer/state/factor.ts';
import { vault } from '#renderer/state/vault-client.ts';
import type { NomineeView } from '#renderer/vault/api.ts';
import { useKept } from '#renderer/ui/index.ts';
import { ProblemText } from '../../problem-text.tsx';
import classes from '../../settings.module.css';
import type { Kit } from './kit-paper.tsx';

const usualDays = 30;

interface NameFormProps {
  /** In whose place. */
  nominee: NomineeView | undefined;
  onMade: (kit: Kit) => void;
  onClose: () => void;
}

/** Whom the owner names, and how long the relay waits. */
export function NameForm({ nominee, onMade, onClose }: NameFormProps) {
  const { t } = useTranslation('nominee');
  const means = useId();
  const [name, setName, forget] = useKept('nominee', nominee?.name ?? '');
  const [days, setDays] = useState<number | string>(nominee?.days ?? usualDays);
  const [isChecked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const isMissing = name.trim() === '';
  const { least, most } = nomineeDays;
  const isDays = typeof days === 'number' && Number.isInteger(days) && days >= least && days <= most;

  async function make(event: React.FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (isMissing || !isDays) return;
    setBusy(true);
    setProblem(undefined);
    const wish = { name: name.trim(), days };
    const made = await withFactor(() => vault().nameNominee(wish));
    setBusy(false);
    if (!made.ok) return setProblem(made.error);
    forget();
    onMade({ ...wish, words: made.value.words });
  }

  return (
    <form className={classes.form} onSubmit={(event) => void make(event)} noValidate>
      <TextInput
        label={t('name')}
        value={name}
        maxLength={200}
        dir="auto"
        error={isChecked && isMissing && t('name_missing')}
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      <NumberInput
        label={t('days')}
        description={t('days_hint')}
        min={least}
        max={most}
        clampBehavior="none"
        allowDecimal={false}
        value={days}
        error={isChecked && !isDays && t('days_wrong', { least, most })}
        onChange={setDays}
      />
      <div className={classes.said}>
        <p id={means}>{t('means')}</p>
        <ul aria-labelledby={means}>
          <li>{t('meansOwner')}</li>
          <li>{t('meansSeen')}</li>
          <li>{t('meansWords')}</li>
        </ul>
      </div>
      <ProblemText problem={problem} />
      <div className={classes.line}>
        <Button type="submit" loading={busy}>
          {t(nominee === undefined ? 'make' : 'remake')}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            forget();
            onClose();
          }}
        >
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
