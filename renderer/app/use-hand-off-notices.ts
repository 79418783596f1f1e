import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { showProblem } from '#renderer/state/notices.ts';
import { readTable, useRecords } from '#renderer/state/records.ts';

/** Tells whoever is here when the assistant leaves a customer to a person. */
export function useHandOffNotices(): void {
  const { t } = useTranslation('autopilot');
  const conversations = useRecords('conversations');
  const told = useRef(0);
  useEffect(() => {
    // What happened before the window was opened stands in the inbox.
    if (told.current === 0) told.current = Date.now();
    const handed = conversations.filter(({ handedOff }) => (handedOff?.at ?? 0) > told.current);
    for (const { contactId, handedOff } of handed.toSorted((a, b) => a.handedOff!.at - b.handedOff!.at)) {
      told.current = handedOff!.at;
      const name = readTable('contacts').get(contactId)?.name ?? t('somebody');
      showProblem({
        code: 'autopilot.handed-off',
        message: t('handedOffNotice', { name }),
        remedy: handedOff!.reason,
      });
    }
  }, [conversations, t]);
}
