import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { NomineeView } from '#renderer/vault/api.ts';
import { useFormat } from './format.ts';
import { showDone, showProblem } from './notices.ts';
import { vault } from './vault-client.ts';

/** What a nominee has asked for, in words; `isOpen`: it can be refused. */
export function useNomineeRequest(
  nominee: NomineeView | undefined,
): { words: string; isOpen: boolean } | undefined {
  const { t } = useTranslation('nominee');
  const format = useFormat();
  const { request, refusedBy: device } = nominee ?? {};
  if (request === undefined) return undefined;
  const { state } = request;
  const key = state === 'refused' && device !== undefined ? 'refusedBy' : state;
  const words = t(key, {
    name: nominee?.name || t('somebody'),
    when: format.dayAndTime(request.requestedAt),
    until: format.dayAndTime(request.releasesAt),
    device,
  });
  return { words, isOpen: state !== 'refused' };
}

/** Ends what a nominee has asked for, by one click. */
export function useRefusal(): { busy: boolean; refuse(): void } {
  const { t } = useTranslation('nominee');
  const [busy, setBusy] = useState(false);

  async function refuse() {
    setBusy(true);
    const refused = await vault().refuseNominee();
    setBusy(false);
    if (refused.ok) showDone(t('isRefused'));
    else showProblem(refused.error);
  }

  return { busy, refuse: () => ignore(refuse()) };
}
