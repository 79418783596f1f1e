import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { judgePassphrase, type Strength } from './strength.ts';
import { SecretInput } from './secret-input.tsx';
import classes from './new-passphrase.module.css';

interface NewPassphraseProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Tells whether the passphrase is good enough and repeated without a slip. */
  onReady: (ready: boolean) => void;
}

/** Asks twice for a new passphrase and says how strong it is, and why it is not stronger. */
export function NewPassphrase({ label, value, onChange, onReady }: NewPassphraseProps) {
  const { t } = useTranslation('ui');
  const [again, setAgain] = useState('');
  const [strength, setStrength] = useState<Strength>();
  const differs = again !== '' && again !== value;

  useEffect(() => {
    let current = true;
    const judge = async () => {
      const judged = value === '' ? undefined : await judgePassphrase(value);
      if (current) setStrength(judged);
    };
    ignore(judge());
    return () => {
      current = false;
    };
  }, [value]);

  useEffect(() => onReady(strength?.enough === true && again === value), [strength, again, value, onReady]);

  return (
    <div className={classes.fields}>
      <SecretInput
        label={label}
        value={value}
        autoComplete="new-password"
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <StrengthLine strength={strength} />
      <SecretInput
        label={t('passphraseAgain')}
        value={again}
        autoComplete="new-password"
        error={differs ? t('passphraseDiffers') : undefined}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
    </div>
  );
}

function StrengthLine({ strength }: { strength: Strength | undefined }) {
  const { t } = useTranslation('ui');
  const score = strength?.score ?? 0;
  const word =
    strength === undefined ? t('passphraseHint') : t(strength.enough ? `strength_${score}` : 'strengthLow');
  return (
    <div className={classes.strength}>
      <meter className="visually-hidden" aria-label={t('strength')} min={0} max={4} value={score} />
      <div className={classes.bars} data-enough={strength?.enough} aria-hidden>
        {[1, 2, 3, 4].map((step) => (
          <span key={step} data-on={strength !== undefined && step <= Math.max(1, score)} />
        ))}
      </div>
      <output className={classes.words}>
        {word} {strength?.reason}
      </output>
    </div>
  );
}
