import { useTranslation } from 'react-i18next';
import { authorityText } from '#shared/domain/processing/authorities.ts';
import type { Sheet, SheetPart } from '#shared/domain/document/sheet.ts';
import { useRecord } from '#renderer/state/records.ts';
import { useSheet } from '../sheet/use-sheet.ts';
import type { Processing } from './use-processing.ts';
import { useProcessingWords } from './use-processing-words.ts';

/** Whom people write to, and where they complain: what the owner wrote, or what stands for it. */
export function useContacts(): { contact: string; authority: string } {
  const business = useRecord('business', 'business');
  const settings = useRecord('processing', 'processing');
  const reach = [business?.legalName ?? business?.name, business?.email, business?.phone];
  return {
    contact: settings?.contact ?? reach.filter((each) => each !== undefined).join(', '),
    authority: settings?.authority ?? authorityText(business?.country ?? ''),
  };
}

/** The record of processing and the list of processors, to be printed. */
export function useProcessingSheets(processing: Processing): { record: () => Sheet; list: () => Sheet } {
  const { t } = useTranslation('processing');
  const words = useProcessingWords();
  const contacts = useContacts();
  const sheet = useSheet();
  const { activities, recipients, measures } = processing;

  const recipientsPart = (): SheetPart => ({
    heading: t('recipients'),
    ...(recipients.length === 0
      ? { words: [t('noRecipients')] }
      : {
          table: {
            columns: [t('name'), t('country'), t('what'), t('basisOfTransfer')],
            rows: recipients.map((each) => [
              each.name,
              words.country(each),
              words.gets(each),
              words.transfer(each),
            ]),
          },
        }),
  });
  const whom: SheetPart = {
    heading: t('whom'),
    pairs: [
      [t('contact'), contacts.contact],
      [t('authority'), contacts.authority],
    ],
  };
  return {
    record: () =>
      sheet(t('record'), [
        ...activities.map((each) => ({
          heading: t(`activity.${each.kind}`),
          pairs: [
            [t('why'), t(`purpose.${each.kind}`)] as const,
            [t('lawful'), t(`basis.${each.basis}`)] as const,
            [t('whose'), words.about(each)] as const,
            [t('to'), words.to(each)] as const,
            [t('howLong'), words.kept(each)] as const,
          ],
        })),
        recipientsPart(),
        { heading: t('measures'), words: measures.map((each) => `• ${t(`measure.${each}`)}`) },
        whom,
      ]),
    list: () => sheet(t('list'), [{ heading: t('listFor'), words: [t('listHint')] }, recipientsPart(), whom]),
  };
}
