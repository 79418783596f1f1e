import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Discount, DraftDocument, Line } from '#shared/domain/invoice.ts';
import { orderedLines } from '#shared/domain/invoice-content.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { newId } from '#shared/lib/ids.ts';
import type { Result } from '#shared/lib/result.ts';
import { save } from '#renderer/state/commands.ts';
import type { LineEdits } from './line-edits.ts';
import { answered, over, refused, removed, sent, settled, typed } from './line-edits.ts';

export type EditedLine = Line & { id: string };

type Fields = Partial<
  Pick<DraftDocument, 'contactId' | 'issueDate' | 'supplyDate' | 'dueDate' | 'notes' | 'discount'>
>;

/** What can be done with the lines. The same functions as long as the draft is open, so that a line is drawn anew only for its own changes. */
export interface LineActions {
  type: (id: string, fields: Partial<Line> | undefined) => void;
  save: (id: string, fields: Partial<Line>) => void;
  remove: (id: string) => void;
  move: (id: string, by: -1 | 1) => void;
  retry: (id: string) => void;
  takeBack: (id: string) => void;
}

export interface DraftEdits {
  /** The draft with what is being typed. */
  document: DraftDocument;
  lines: EditedLine[];
  /** The empty line at the end. It becomes a line of the draft with the first thing that is saved in it. */
  nextLine: EditedLine;
  lineActions: LineActions;
  /** Something of the line was refused: it is shown, and not in the draft. */
  isRefused: (id: string) => boolean;
  /**
   * Waits for what is on its way into the draft, and tries again what was refused of the lines; `false` where
   * something still is not in it.
   */
  settle: () => Promise<boolean>;
  typeDiscount: (discount: Discount | undefined) => void;
  update: (fields: Fields) => Promise<Result<unknown>>;
}

/** Edits a draft: typing shows at once, so that totals follow every key; leaving a field saves. */
export function useDraftEdits(draft: DraftDocument, defaultTaxIds: string[] | undefined): DraftEdits {
  const { id } = draft;
  const saved = useMemo(() => orderedLines(draft.lines), [draft.lines]);
  const [edits, setEdits] = useState<LineEdits>({});
  const [discountEdit, typeDiscount] = useState<Discount>();
  const [nextId, setNextId] = useState(() => newId(crypto));
  const underWay = useRef(new Set<Promise<unknown>>());

  const open = settled(edits, draft.lines);
  if (open !== edits) setEdits(open);

  const fresh = (lineId: string, after: number): EditedLine => ({
    id: lineId,
    name: '',
    quantity: '1',
    unitPrice: '0',
    taxIds: defaultTaxIds,
    order: (saved.at(-1)?.order ?? -1) + 1 + after,
  });
  const edited = (line: EditedLine) =>
    edits[line.id] === undefined ? line : { ...line, ...over(edits, line.id) };
  const unsaved = Object.keys(edits).filter((lineId) => draft.lines?.[lineId] === undefined);
  const lines = [...saved, ...unsaved.map(fresh)].map(edited);
  const nextLine = lines.find((line) => line.id === nextId) ?? fresh(nextId, unsaved.length);
  const discount = discountEdit ?? draft.discount;
  const document = { ...draft, discount, lines: Object.fromEntries(lines.map((line) => [line.id, line])) };

  async function saveLine(lineId: string, changed: Partial<Line>): Promise<boolean> {
    const fields = { ...refused(edits, lineId), ...changed };
    const isNew = draft.lines?.[lineId] === undefined;
    if (lineId === nextId) setNextId(newId(crypto));
    setEdits((before) => sent(before, lineId, fields));
    const { id: _, ...whole } = { ...fresh(lineId, unsaved.length), ...over(edits, lineId), ...fields };
    const done = await noted(save('invoice.setLine', { id, lineId, fields: isNew ? whole : fields }));
    setEdits((before) => answered(before, lineId, done.ok));
    return done.ok;
  }

  async function noted<Done>(saving: Promise<Done>): Promise<Done> {
    underWay.current.add(saving);
    try {
      return await saving;
    } finally {
      underWay.current.delete(saving);
    }
  }

  async function settle(): Promise<boolean> {
    await Promise.all(underWay.current);
    const open = Object.keys(edits).filter((lineId) => refused(edits, lineId) !== undefined);
    const saved = await Promise.all(open.map((lineId) => saveLine(lineId, {})));
    return saved.every(Boolean);
  }

  async function update(fields: Fields) {
    const done = await noted(save('invoice.update', { id, fields }));
    if (done.ok && 'discount' in fields) typeDiscount(undefined);
    return done;
  }

  function moveLine(lineId: string, by: -1 | 1) {
    const at = saved.findIndex((line) => line.id === lineId);
    const beyond = saved[at + by];
    if (at < 0 || beyond === undefined) return;
    const further = saved[at + 2 * by]?.order ?? beyond.order + by * 2;
    ignore(save('invoice.setLine', { id, lineId, fields: { order: (beyond.order + further) / 2 } }));
  }

  function removeLine(lineId: string) {
    setEdits((before) => removed(before, lineId));
    // A line that was refused as a whole is nowhere else.
    if (draft.lines?.[lineId] === undefined && refused(edits, lineId) !== undefined) return;
    ignore(save('invoice.removeLine', { id, lineId }));
  }

  const lineActions = useLasting({
    type: (lineId, fields) => setEdits((before) => typed(before, lineId, fields)),
    save: (lineId, fields) => ignore(saveLine(lineId, fields)),
    remove: removeLine,
    move: moveLine,
    retry: (lineId) => ignore(saveLine(lineId, {})),
    takeBack: (lineId) => setEdits((before) => removed(before, lineId)),
  });
  return {
    document,
    lines,
    nextLine,
    lineActions,
    isRefused: (lineId) => refused(edits, lineId) !== undefined,
    settle,
    typeDiscount,
    update,
  };
}

/** The same functions at every rendering, each of which does what the latest ones do. For handlers of events. */
function useLasting(actions: LineActions): LineActions {
  const latest = useRef(actions);
  useLayoutEffect(() => {
    latest.current = actions;
  });
  return useMemo(
    () => ({
      type: (id, fields) => latest.current.type(id, fields),
      save: (id, fields) => latest.current.save(id, fields),
      remove: (id) => latest.current.remove(id),
      move: (id, by) => latest.current.move(id, by),
      retry: (id) => latest.current.retry(id),
      takeBack: (id) => latest.current.takeBack(id),
    }),
    [],
  );
}
