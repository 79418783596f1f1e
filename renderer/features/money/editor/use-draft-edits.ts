import { useMemo, useState } from 'react';
import type { Discount, DraftDocument, Line } from '#shared/domain/invoice.ts';
import { orderedLines } from '#shared/domain/invoice-content.ts';
import { drop } from '#shared/lib/drop.ts';
import { newId } from '#shared/lib/ids.ts';
import { save } from '../save.ts';

export type EditedLine = Line & { id: string };

type Fields = Partial<
  Pick<DraftDocument, 'contactId' | 'issueDate' | 'supplyDate' | 'dueDate' | 'notes' | 'discount'>
>;

/** What is typed over a line. Once `stored`, it only bridges the moment until the record shows it. */
interface LineEdit {
  fields: Partial<Line>;
  stored: boolean;
}

type LineEdits = Readonly<Record<string, LineEdit>>;

export interface DraftEdits {
  /** The draft with what is being typed. */
  document: DraftDocument;
  lines: EditedLine[];
  /** The empty line at the end. It becomes a line of the draft with the first thing that is saved in it. */
  nextLine: EditedLine;
  typeLine: (id: string, fields: Partial<Line> | undefined) => void;
  saveLine: (id: string, fields: Partial<Line>) => void;
  removeLine: (id: string) => void;
  moveLine: (id: string, by: -1 | 1) => void;
  typeDiscount: (discount: Discount | undefined) => void;
  update: (fields: Fields) => void;
}

/** Edits a draft: typing shows at once, so that totals follow every key; leaving a field saves. */
export function useDraftEdits(draft: DraftDocument, defaultTaxIds: string[] | undefined): DraftEdits {
  const { id } = draft;
  const saved = useMemo(() => orderedLines(draft.lines), [draft.lines]);
  const [edits, setEdits] = useLineEdits(draft.lines);
  const [discountEdit, typeDiscount] = useState<Discount>();
  const [nextId, setNextId] = useState(() => newId(crypto));

  const fresh = (lineId: string, after: number): EditedLine => ({
    id: lineId,
    name: '',
    quantity: '1',
    unitPrice: '0',
    taxIds: defaultTaxIds,
    order: (saved.at(-1)?.order ?? -1) + 1 + after,
  });
  const unsaved = Object.keys(edits).filter((lineId) => draft.lines?.[lineId] === undefined);
  const lines = [...saved, ...unsaved.map(fresh)].map((line) => ({ ...line, ...edits[line.id]?.fields }));
  const nextLine = lines.find((line) => line.id === nextId) ?? fresh(nextId, unsaved.length);
  const discount = discountEdit ?? draft.discount;
  const document = { ...draft, discount, lines: Object.fromEntries(lines.map((line) => [line.id, line])) };

  async function saveLine(lineId: string, fields: Partial<Line>) {
    const isNew = draft.lines?.[lineId] === undefined;
    if (lineId === nextId) setNextId(newId(crypto));
    setEdits((before) => withFields(before, lineId, fields, false));
    const { id: _, ...whole } = { ...fresh(lineId, unsaved.length), ...edits[lineId]?.fields, ...fields };
    const done = await save('invoice.setLine', { id, lineId, fields: isNew ? whole : fields });
    setEdits((before) => (done.ok ? withFields(before, lineId, {}, true) : without(before, lineId)));
  }

  async function update(fields: Fields) {
    await save('invoice.update', { id, fields });
    if ('discount' in fields) typeDiscount(undefined);
  }

  function moveLine(lineId: string, by: -1 | 1) {
    const at = saved.findIndex((line) => line.id === lineId);
    const beyond = saved[at + by];
    if (beyond === undefined) return;
    const further = saved[at + 2 * by]?.order ?? beyond.order + by * 2;
    drop(save('invoice.setLine', { id, lineId, fields: { order: (beyond.order + further) / 2 } }));
  }

  return {
    document,
    lines,
    nextLine,
    typeLine: (lineId, fields) =>
      setEdits((before) =>
        fields === undefined ? without(before, lineId) : withFields(before, lineId, fields, false),
      ),
    saveLine: (lineId, fields) => drop(saveLine(lineId, fields)),
    removeLine(lineId) {
      setEdits((before) => without(before, lineId));
      drop(save('invoice.removeLine', { id, lineId }));
    },
    moveLine,
    typeDiscount,
    update: (fields) => drop(update(fields)),
  };
}

function useLineEdits(lines: DraftDocument['lines']) {
  const state = useState<LineEdits>({});
  const [edits, setEdits] = state;
  const kept = Object.entries(edits).filter(([id, edit]) => !edit.stored || lines?.[id] === undefined);
  if (kept.length < Object.keys(edits).length) setEdits(Object.fromEntries(kept));
  return state;
}

function withFields(edits: LineEdits, id: string, fields: Partial<Line>, stored: boolean): LineEdits {
  return { ...edits, [id]: { fields: { ...edits[id]?.fields, ...fields }, stored } };
}

function without(edits: LineEdits, id: string): LineEdits {
  return Object.fromEntries(Object.entries(edits).filter(([other]) => other !== id));
}
