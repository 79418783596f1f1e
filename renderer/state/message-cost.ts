import { type MessageRate, sumOfRates } from '#shared/domain/message-rate.ts';
import type { MessageTemplate } from '#shared/domain/message-template.ts';
import { costOfTemplate } from '#shared/records/message-cost.ts';
import { useFormat } from './format.ts';
import { useNow } from './now.ts';
import { useReader } from './records.ts';

/** Writes what messages cost, with as many decimals as Meta's prices have: `€0.0456`, sums of two currencies with a plus. */
export function useCostWords(): (costs: Iterable<Pick<MessageRate, 'price' | 'currency'>>) => string {
  const { locale } = useFormat();
  return (costs) =>
    sumOfRates(costs)
      .map(({ price, currency }) =>
        new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 6 }).format(
          price as Intl.StringNumericLiteral,
        ),
      )
      .join(' + ');
}

/** What a template costs to a country, in words; nothing where the owner's table says nothing, or is not this member's to see. */
export function useTemplateCost(): (
  template: MessageTemplate,
  country: string | undefined,
) => string | undefined {
  const records = useReader(['messageRates', 'business']);
  const words = useCostWords();
  const now = useNow();
  return (template, country) => {
    const cost = costOfTemplate(records, template, country, now);
    return cost && words([cost]);
  };
}
