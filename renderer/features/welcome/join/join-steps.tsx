import { useState } from 'react';
import { Loader, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CompareCode, NewPassphrase } from '#renderer/ui/index.ts';
import { StepFrame } from '../step-frame.tsx';
import { likelyDeviceName } from './device-name.ts';
import classes from '../welcome.module.css';

export interface JoinRequest {
  link: string;
  deviceName: string;
}

interface LinkStepProps {
  invitation: string | undefined;
  busy: boolean;
  onAsk: (request: JoinRequest) => void;
  onBack: () => void;
}

/** The link that the owner has sent, and what this device is called. */
export function LinkStep({ invitation, busy, onAsk, onBack }: LinkStepProps) {
  const { t } = useTranslation('welcome');
  const [link, setLink] = useState(invitation ?? '');
  const [deviceName, setDeviceName] = useState(() => likelyDeviceName(navigator.userAgent));
  return (
    <StepFrame
      title={t('join_title')}
      text={t('join_text')}
      canContinue={link.trim() !== '' && deviceName.trim() !== ''}
      busy={busy}
      onContinue={() => onAsk({ link: link.trim(), deviceName: deviceName.trim() })}
      onBack={onBack}
    >
      <div className={classes.form}>
        <TextInput
          label={t('join_link')}
          value={link}
          spellCheck={false}
          onChange={(event) => setLink(event.currentTarget.value)}
        />
        <TextInput
          label={t('join_device')}
          description={t('join_deviceHint')}
          value={deviceName}
          maxLength={200}
          onChange={(event) => setDeviceName(event.currentTarget.value)}
        />
      </div>
    </StepFrame>
  );
}

interface JoinPassphraseStepProps {
  businessName: string;
  code: string;
  onContinue: (passphrase: string) => void;
  onBack: () => void;
}

/** The lock of this device. The code stands by: the owner may ask for it at any moment. */
export function JoinPassphraseStep({ businessName, code, onContinue, onBack }: JoinPassphraseStepProps) {
  const { t } = useTranslation('welcome');
  const [passphrase, setPassphrase] = useState('');
  const [ready, setReady] = useState(false);
  return (
    <StepFrame
      title={t('join_passphraseTitle', { name: businessName })}
      text={t('join_passphraseText')}
      canContinue={ready}
      onContinue={() => onContinue(passphrase)}
      backLabel={t('join_cancel')}
      onBack={onBack}
    >
      <NewPassphrase
        label={t('passphrase_label')}
        value={passphrase}
        onChange={setPassphrase}
        onReady={setReady}
      />
      <p className={classes.note}>{t('join_codeIs')}</p>
      <CompareCode code={code} />
    </StepFrame>
  );
}

interface AdmissionStepProps {
  businessName: string;
  code: string;
  onCancel: () => void;
}

/** Nothing to do here but to compare: the owner's answer leads on. */
export function AdmissionStep({ businessName, code, onCancel }: AdmissionStepProps) {
  const { t } = useTranslation('welcome');
  return (
    <StepFrame
      title={t('join_waitTitle')}
      text={t('join_waitText', { name: businessName })}
      backLabel={t('join_cancel')}
      onBack={onCancel}
    >
      <CompareCode code={code} />
      <output className={classes.progressLine}>
        <Loader size={16} aria-hidden />
        {t('join_waiting')}
      </output>
    </StepFrame>
  );
}
