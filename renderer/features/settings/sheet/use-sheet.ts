import type { Sheet, SheetPart } from '#shared/domain/document/sheet.ts';
import { dayOf, formatDay } from '#shared/domain/day.ts';
import { addressLines } from '#shared/domain/document/view.ts';
import { useRecord } from '#renderer/state/records.ts';

/** Puts parts on the business's own paper, with today's day. */
export function useSheet(): (title: string, parts: readonly SheetPart[]) => Sheet {
  const business = useRecord('business', 'business');
  return (title, parts) => {
    const { locale = 'en', timeZone = 'UTC', legalName, name = '', phone, email } = business ?? {};
    const lines = [legalName, ...addressLines(business?.address), phone, email];
    return {
      title,
      parts,
      look: {
        locale,
        template: business?.invoiceTemplate ?? 'modern',
        paperSize: business?.paperSize ?? 'A4',
      },
      keeper: { name, lines: lines.filter((line) => line !== undefined && line !== '') as string[] },
      day: formatDay(dayOf(Date.now(), timeZone), locale),
    };
  };
}
