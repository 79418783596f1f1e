import type { Language } from '#shared/agent/basic/language.ts';
import type { RecordLink } from '#shared/assistant/answers.ts';
import { labelOf, writeMoment } from '#shared/assistant/answers.ts';
import { type MapField, mapFields } from '#shared/assistant/fields.ts';
import type { ToolContext } from '#shared/assistant/read-tools.ts';
import { currencyOfInvoice } from '#shared/assistant/write-tools.ts';
import { registry } from '#shared/commands/index.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { formatMoney } from '#shared/domain/money-text.ts';
import type { ProposalCard, ProposalField } from './api.ts';
import type { Proposal } from './approvals.ts';

/** A proposal as the owner judges it: every argument that will be run, none left out. */
export function cardOf(proposal: Proposal, context: ToolContext, language: Language): ProposalCard {
  const { id, digest, command: name, args, expiresAt } = proposal;
  const command = registry.get(name)!;
  const fields: ProposalField[] = [];
  const show: MapField = (kind, value, path, currency) => {
    if (value !== undefined)
      fields.push({ path, kind, ...shownAs(kind, value, context, language, currency) });
    return value;
  };
  mapFields(command.args, args, show, [], currencyOfInvoice(args['issuedId'], context.records));
  return { id, digest, command: name, title: command.title, fields, undoable: command.undoable, expiresAt };
}

function shownAs(
  kind: ProposalField['kind'],
  value: unknown,
  { records, business }: ToolContext,
  language: Language,
  currency = business.currency,
): Pick<ProposalField, 'shown' | 'record'> {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (kind === 'moment') return { shown: writeMoment(Number(value), business, language) };
  if (kind === 'amount') return { shown: formatMoney(text, currency, business.locale) };
  if (kind === 'plain') return { shown: text };
  const record = recordWithId(text, records);
  if (record !== undefined) return { shown: labelOf(record, records), record };
  const visit = visitWithId(text, records);
  return { shown: visit === undefined ? '—' : writeMoment(visit.start, business, language) };
}

const referredTo = ['contacts', 'jobs', 'conversations', 'services', 'issued', 'documents'] as const;

function recordWithId(id: string, records: RecordReader): RecordLink | undefined {
  const collection = referredTo.find((name) => records.get(name, id) !== undefined);
  return collection === undefined ? undefined : { collection, id };
}

function visitWithId(id: string, records: RecordReader): { start: number } | undefined {
  return records.get('visits', id)?.time;
}
