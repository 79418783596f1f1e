import type { TFunction } from 'i18next';
import { addDays, dayOf, formatDay } from '#shared/domain/day.ts';
import type { Task } from '#shared/domain/task.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Format } from '#renderer/state/format.ts';
import type { Line } from './line.ts';
import { waited } from './waited.ts';

/** A line as it is read: what to do, what is known of it, and the word of its one action. */
export interface LineWords {
  verb: string;
  detail: string;
  action: string;
  /** Why it is here, in a sentence: where the assistant has left somebody to a person. */
  reason?: string | undefined;
}

interface Known {
  t: TFunction<'today'>;
  /** The language that `t` writes. */
  language: string;
  format: Format;
  records: RecordReader;
  now: number;
  /** What a task asks for. */
  titleOf(task: Task): string;
  /** What does not go together, by the finding's id. */
  findingTitles: ReadonlyMap<string, string>;
}

export function lineWords(line: Line, known: Known): LineWords {
  const { t, format } = known;
  switch (line.kind) {
    case 'visit': {
      const verb = t('line.visit', { title: line.title, name: nameOf(line, known) });
      return { verb, detail: visitDetail(line, known), action: t('action.open') };
    }
    case 'answer':
      return answerWords(line, known);
    case 'request': {
      const verb = t(`line.request.${line.answer}`, { name: nameOf(line, known) });
      return {
        verb,
        detail: t('detail.visitAt', { time: format.dayAndTime(line.at) }),
        action: t('action.open'),
      };
    }
    case 'booking': {
      const verb = t(`line.booking.${line.wants}`, { name: nameOf(line, known) });
      return {
        verb,
        detail: t('detail.askedAt', { time: format.dayAndTime(line.at) }),
        action: t('action.answer'),
      };
    }
    case 'arrivals':
    case 'untold':
    case 'lateWork': {
      const { kind, count, name = t('removedOne') } = line;
      const time = kind === 'lateWork' ? '' : format.dayAndTime(line.at);
      const detail = t(`detail.${kind}`, { count, time });
      return { verb: t(`line.${kind}`, { name }), detail, action: t('action.look') };
    }
    case 'callBack':
      return callBackWords(line, known);
    case 'task':
      return { verb: known.titleOf(line.task), detail: taskDetail(line, known), action: t('action.done') };
    case 'privacy':
      return privacyWords(line, known);
    case 'decide': {
      const detail = known.findingTitles.get(line.finding.id) ?? '';
      return { verb: t('line.decide'), detail, action: t('action.decide') };
    }
    case 'billSeats': {
      const { count, title } = line;
      const verb = t('line.billSeats', { sum: format.sums(line.sums), count });
      return { verb, detail: title, action: t('action.bill') };
    }
    case 'draft':
      return {
        verb: t('line.draft', { sum: format.sums(line.sums), name: nameOf(line, known) }),
        detail: line.title,
        action: t('action.open'),
      };
    default: {
      const name = nameOf(line, known);
      const hasPrice = line.sums.length > 0;
      const verb = hasPrice
        ? t('line.bill', { sum: format.sums(line.sums), name })
        : t('line.billUnpriced', { name });
      return { verb, detail: line.title, action: t('action.bill') };
    }
  }
}

function nameOf({ contactId }: { contactId: string }, { t, records }: Known): string {
  return records.get('contacts', contactId)?.name ?? t('somebody');
}

function answerWords(line: Extract<Line, { kind: 'answer' }>, known: Known): LineWords {
  const { t, language, now } = known;
  const time = waited(now - line.at, language);
  return {
    verb: t('line.answer', { name: nameOf(line, known) }),
    detail: line.isWaiting
      ? t('detail.waiting', { time })
      : t(line.danger === undefined ? 'detail.left' : 'detail.danger'),
    action: t('action.answer'),
    reason: line.reason,
  };
}

function privacyWords({ request, due }: Extract<Line, { kind: 'privacy' }>, known: Known): LineWords {
  const { t, format, records } = known;
  const name = request.name ?? records.get('contacts', request.contactId ?? '')?.name ?? t('somebody');
  return {
    verb: t(`line.privacy.${due.what}`, { name }),
    detail: t(`detail.privacy.${due.by}`, { day: formatDay(due.day, format.locale) }),
    action: t('action.open'),
  };
}

function callBackWords(line: Extract<Line, { kind: 'callBack' }>, known: Known): LineWords {
  const { t, format, records } = known;
  const phone = Object.values(records.get('contacts', line.contactId)?.phones ?? {})[0]?.number;
  return {
    verb: t('line.callBack', { name: nameOf(line, known) }),
    detail: [t('detail.newEnquiry'), line.title, phone && format.phone(phone)].filter(Boolean).join(' · '),
    action: t('action.open'),
  };
}

function visitDetail(line: Extract<Line, { kind: 'visit' }>, { t, format, now }: Known): string {
  const isToday = format.isSameDay(line.at, now);
  if (line.anyTime && !line.isBegun) return t('detail.shouldHaveBegun', { time: format.day(line.at - 1) });
  const time = isToday ? format.time(line.at) : format.dayAndTime(line.at);
  return t(line.isBegun ? 'detail.shouldBeDone' : 'detail.shouldHaveBegun', { time });
}

function taskDetail({ task: { due } }: Extract<Line, { kind: 'task' }>, { t, format, now }: Known): string {
  const today = dayOf(now, format.timeZone);
  if (due === undefined) return t('detail.task');
  const day =
    due.day === today
      ? t('today')
      : due.day === addDays(today, -1)
        ? t('yesterday')
        : formatDay(due.day, format.locale);
  return t('detail.taskDue', { day: [day, due.time].filter(Boolean).join(', ') });
}
