import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailProvider } from '#shared/domain/mail-sign-in.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { showDone, showProblem } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import type { VaultApi } from '#renderer/vault/api.ts';
import { BrowserSignIn } from '../../browser-sign-in.tsx';

type Wish = Omit<Parameters<VaultApi['beginMail']>[0], 'words'>;

/** Signing in to a mailbox at its provider, with the dialog that waits for it. */
export function useMailSignIn(
  provider: MailProvider,
  onDone: () => void,
): { begin(wish: Wish): Promise<Problem | undefined>; dialog: ReactNode } {
  const { t } = useTranslation('mail');
  const [url, setUrl] = useState<string>();
  const name = t(`way.${provider}`);

  async function waitFor(address: string): Promise<void> {
    const done = await vault().finishMail();
    setUrl(undefined);
    if (!done.ok && done.error.code !== 'mail.given-up') showProblem(done.error);
    if (!done.ok) return;
    showDone(t('signIn.done', { address }));
    onDone();
  }

  async function begin(wish: Wish): Promise<Problem | undefined> {
    const words = { done: t('signIn.browserDone'), refused: t('signIn.browserRefused') };
    const begun = await vault().beginMail({ ...wish, words });
    if (!begun.ok) return begun.error;
    setUrl(begun.value.url);
    ignore(waitFor(wish.address));
    return undefined;
  }

  const giveUp = () => ignore(vault().giveUpMail());
  const dialog =
    url === undefined ? null : (
      <BrowserSignIn url={url} provider={name} how={t('signIn.how', { provider: name })} onGiveUp={giveUp} />
    );
  return { begin, dialog };
}
