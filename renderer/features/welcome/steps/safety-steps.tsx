import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NewPassphrase, useAskedWords } from '#renderer/ui/index.ts';
import { StepFrame } from '../step-frame.tsx';
import type { StepProps } from './question-steps.tsx';
import classes from '../welcome.module.css';

export function PassphraseStep({ answers, onAnswer, onContinue, onBack }: StepProps) {
  const { t } = useTranslation('welcome');
  const [ready, setReady] = useState(false);
  return (
    <StepFrame
      title={t('passphrase_title')}
      text={t('passphrase_text')}
      canContinue={ready}
      onContinue={onContinue}
      onBack={onBack}
    >
      <NewPassphrase
        label={t('passphrase_label')}
        value={answers.passphrase}
        onChange={(passphrase) => onAnswer({ passphrase })}
        onReady={setReady}
      />
    </StepFrame>
  );
}

/** The recovery words, on a page that can be printed. */
export function WordsStep({ answers, onContinue, onBack }: StepProps) {
  const { t } = useTranslation('welcome');
  return (
    <StepFrame
      title={t('words_title')}
      text={t('words_text')}
      continueLabel={t('words_written')}
      canContinue={answers.words.length > 0}
      onContinue={onContinue}
      onBack={onBack}
    >
      <p className={classes.printOnly}>{[t('words_printTitle'), answers.name].filter(Boolean).join(' · ')}</p>
      <ol className={classes.words} aria-label={t('recover_label')}>
        {answers.words.map((word, index) => (
          // A word may come twice, and its place is what counts.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <span className={classes.number}>{index + 1}</span>
            {word}
          </li>
        ))}
      </ol>
      <p className={classes.printOnly}>{t('words_printText')}</p>
      <p className={`${classes.printOnly} ${classes.toFillIn}`}>{t('words_printRelay')}</p>
      <Button
        className={classes.screenOnly}
        variant="subtle"
        size="xs"
        mt={16}
        leftSection={<IconPrinter size={18} stroke={1.5} />}
        onClick={() => window.print()}
      >
        {t('words_print')}
      </Button>
    </StepFrame>
  );
}

interface ConfirmStepProps extends StepProps {
  busy: boolean;
}

/** Three of the words, typed from the paper: proof that the paper exists. */
export function ConfirmStep({ answers, onContinue, onBack, busy }: ConfirmStepProps) {
  const { t } = useTranslation('welcome');
  const asked = useAskedWords(answers.words);

  return (
    <StepFrame
      title={t('confirm_title')}
      text={busy ? t('creating') : t('confirm_text')}
      continueLabel={t('confirm_finish')}
      canContinue={asked.isFilled}
      busy={busy}
      onContinue={() => {
        if (asked.check()) onContinue();
      }}
      onBack={onBack}
    >
      <div className={classes.asked}>{asked.fields}</div>
    </StepFrame>
  );
}
