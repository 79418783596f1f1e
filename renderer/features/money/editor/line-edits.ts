import type { Line } from '#shared/domain/invoice.ts';

type Fields = Partial<Line>;

interface LineEdit {
  /** In the field that the owner is in. */
  typed: Fields;
  /** On its way into the draft; it stays until the draft shows it, so that nothing jumps back meanwhile. */
  sent: Fields;
  /** How many saves have not been answered yet. */
  underWay: number;
  /** Of `sent` something was refused: it stays until it is saved after all, or taken back. */
  isRefused: boolean;
}

/** What lies over the lines of a draft, by line. */
export type LineEdits = Readonly<Record<string, LineEdit>>;

const none: LineEdit = { typed: {}, sent: {}, underWay: 0, isRefused: false };

/** The owner types; `undefined` takes it back. */
export function typed(edits: LineEdits, id: string, fields: Fields | undefined): LineEdits {
  const edit = edits[id] ?? none;
  return tidy({ ...edits, [id]: { ...edit, typed: fields ?? {} } }, id);
}

/** What was typed is being saved. */
export function sent(edits: LineEdits, id: string, fields: Fields): LineEdits {
  const edit = edits[id] ?? none;
  const all = { ...edit.sent, ...fields };
  // What was refused goes along with the next save, unless another one is still under way.
  const isRefused = edit.isRefused && edit.underWay > 0;
  return { ...edits, [id]: { typed: {}, sent: all, underWay: edit.underWay + 1, isRefused } };
}

/** A save was answered. What was refused stays, as nobody has written it for nothing. */
export function answered(edits: LineEdits, id: string, accepted: boolean): LineEdits {
  const edit = edits[id];
  if (edit === undefined) return edits;
  const next = { ...edit, underWay: edit.underWay - 1, isRefused: edit.isRefused || !accepted };
  return { ...edits, [id]: next };
}

/** Without what the draft shows by now. The same object where nothing changes. */
export function settled(edits: LineEdits, lines: Readonly<Record<string, unknown>> = {}): LineEdits {
  const done = Object.entries(edits).filter(
    ([id, edit]) =>
      edit.underWay === 0 && !edit.isRefused && lines[id] !== undefined && Object.keys(edit.sent).length > 0,
  );
  return done.reduce((rest, [id, edit]) => tidy({ ...rest, [id]: { ...edit, sent: {} } }, id), edits);
}

/** The fields of a line that were refused; `undefined` where none were. */
export function refused(edits: LineEdits, id: string): Fields | undefined {
  const { sent, underWay, isRefused } = edits[id] ?? none;
  return isRefused && underWay === 0 ? sent : undefined;
}

export function removed(edits: LineEdits, id: string): LineEdits {
  const { [id]: _, ...others } = edits;
  return others;
}

/** The fields of a line that are to be shown over those of the draft. */
export function over(edits: LineEdits, id: string): Fields {
  const { sent, typed } = edits[id] ?? none;
  return { ...sent, ...typed };
}

function tidy(edits: LineEdits, id: string): LineEdits {
  const { typed, sent, underWay } = edits[id] ?? none;
  const empty = underWay === 0 && Object.keys(typed).length === 0 && Object.keys(sent).length === 0;
  return empty ? removed(edits, id) : edits;
}
