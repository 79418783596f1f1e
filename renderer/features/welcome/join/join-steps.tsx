import { useState } from 'react';
import { Loader, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NewPassphrase, PairingCode } from '#renderer/ui/index.ts';
import { useSession } from '#renderer/state/session.ts';
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
  onContinue: (passphrase: string) => void;
  onBack: () => void;
}

/** The lock of this device. The code stands by: the owner may ask for it at any moment. */
export function JoinPassphraseStep({ businessName, onContinue, onBack }: JoinPassphraseStepProps) {
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
      <CodeForOwner />
    </StepFrame>
  );
}

interface AdmissionStepProps {
  businessName: string;
  onCancel: () => void;
}

/** Nothing to do here but to tell the owner the code: when they have typed it, it goes on by itself. */
export function AdmissionStep({ businessName, onCancel }: AdmissionStepProps) {
  const { t } = useTranslation('welcome');
  return (
    <StepFrame
      title={t('join_waitTitle')}
      text={t('join_waitText', { name: businessName })}
      backLabel={t('join_cancel')}
      onBack={onCancel}
    >
      <CodeForOwner />
      <p className={classes.note}>{t('join_waiting')}</p>
    </StepFrame>
  );
}

/** Where this device is with the owner's: calling it, showing the code, let in. */
function CodeForOwner() {
  const { t } = useTranslation('welcome');
  const joining = useSession((session) => session.joining);
  if (joining?.step === 'code') {
    return (
      <section aria-live="polite">
        <p className={classes.note}>{joining.attempt === 1 ? t('join_codeIs') : t('join_codeAnew')}</p>
        <PairingCode code={joining.code} />
      </section>
    );
  }
  return (
    <output className={classes.progressLine}>
      <Loader size={16} aria-hidden />
      {joining?.step === 'agreed' ? t('join_agreed') : t('join_calling')}
    </output>
  );
}
