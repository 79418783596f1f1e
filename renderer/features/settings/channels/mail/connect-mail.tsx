import { useState } from 'react';
import { Radio, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { mailProviders } from '#shared/domain/mail-sign-in.ts';
import { useShelf } from '#renderer/ui/index.ts';
import { MailForm } from './mail-form.tsx';
import { MailSignInForm } from './mail-sign-in-form.tsx';

const ways = ['password', ...mailProviders] as const;

/** A mailbox of the owner's: by a password, or by signing in at its provider. */
export function ConnectMail({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('mail');
  const [way, setWay] = useState<(typeof ways)[number]>('password');
  const shelf = useShelf();

  /** What was typed for one way is given up with the others. */
  function close() {
    for (const each of ways) shelf.forget(keptName(each));
    onClose();
  }

  return (
    <>
      <Radio.Group
        label={t('way.label')}
        value={way}
        mb={12}
        onChange={(value) => setWay(ways.find((each) => each === value) ?? 'password')}
      >
        <Group gap={16} mt={8}>
          {ways.map((each) => (
            <Radio key={each} value={each} label={t(`way.${each}`)} />
          ))}
        </Group>
      </Radio.Group>
      {way === 'password' ? (
        <MailForm kept={keptName(way)} onClose={close} />
      ) : (
        <MailSignInForm key={way} kept={keptName(way)} provider={way} onClose={close} />
      )}
    </>
  );
}

function keptName(way: (typeof ways)[number]): string {
  return `new mailbox: ${way}`;
}
