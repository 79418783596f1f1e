import { useState } from 'react';
import { Button, Group, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Booking } from '#shared/domain/booking.ts';
import { dayOf } from '#shared/domain/day.ts';
import { momentOf, timeOf } from '#shared/domain/local-time.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { useStaff } from '#renderer/state/staff.ts';
import { useUnreadNote } from '#renderer/state/unread-note.ts';
import { UnansweredNote, useKeptWords } from '#renderer/ui/index.ts';
import { type FreeTime, useFreeTimes } from './use-free-times.ts';
import classes from './booking.module.css';

const minute = 60_000;

/** Confirms a time, declines, or writes on the customer's page. */
export function AnswerForm({ booking }: { booking: Booking }) {
  const { t } = useTranslation('bookings');
  const { day: dayText, time: timeText, timeZone } = useFormat();
  const [talk, work] = [useAccess('talk'), useAccess('work')];
  const mayAnswer = talk === 'write' && work === 'write';
  const { id, state, change, serviceId = '' } = booking;
  const rule = useRecord('bookingRules', serviceId);
  const service = useRecord('services', serviceId);
  const minutesUsual = rule?.minutes ?? service?.durationMinutes ?? 60;
  const [minutes, setMinutes] = useState(minutesUsual);
  const { free, unread } = useFreeTimes(booking, minutes);
  const note = useUnreadNote(unread);
  const [chosen, setChosen] = useState('');
  const slot = change?.slot ?? booking.slot;
  const [day, setDay] = useState(
    slot === undefined ? (booking.wishes[0]?.day ?? '') : dayOf(slot.start, timeZone),
  );
  const [clock, setClock] = useState(slot === undefined ? '' : timeOf(slot.start, timeZone));
  const [words, setWords] = useKeptWords(`answer to booking ${id}`);
  const [goes, setGoes] = useState('');
  const people = useStaff().filter(({ kind }) => kind === 'person');
  const [isMissing, setMissing] = useState(false);
  if (!mayAnswer || state === 'declined' || state === 'cancelled') return null;
  const reply = words.trim() === '' ? undefined : words.trim();
  const typed = chosen === '' && day !== '' && clock !== '' ? momentOf(day, clock, timeZone) : undefined;
  const start = chosen === '' ? typed : Number(chosen);

  /** They have gone with the answer. */
  async function forgetWords(answering: Promise<Result<unknown>>): Promise<void> {
    if ((await answering).ok) setWords('');
  }

  async function confirm(): Promise<void> {
    setMissing(start === undefined);
    if (start === undefined) return;
    const staffIds = goes === '' ? undefined : [goes];
    const visit = { start, end: start + minutes * minute };
    await forgetWords(run('booking.accept', { id, visit, reply, staffIds }));
  }

  function labelOf({ start: from, end, shared }: FreeTime): string {
    const text = `${dayText(from)}, ${timeText(from)}–${timeText(end)}`;
    if (shared === undefined) return text;
    return t('seatsLeft', { time: text, count: (rule?.seats ?? 1) - shared.taken });
  }

  return (
    <div className={classes.answer}>
      <UnansweredNote note={note} />
      <NativeSelect
        label={t('freeTimes')}
        value={chosen}
        data={[
          { value: '', label: t('otherTime') },
          ...free.map((slot) => ({
            value: String(slot.start),
            label: labelOf(slot),
          })),
        ]}
        onChange={({ currentTarget: { value } }) => setChosen(value)}
      />
      {chosen === '' && (
        <Group gap={12} grow align="flex-start">
          <TextInput
            type="date"
            label={t('day')}
            value={day}
            onChange={({ currentTarget: { value } }) => setDay(value)}
          />
          <TextInput
            type="time"
            label={t('time')}
            value={clock}
            error={isMissing && start === undefined ? t('timeNeeded') : undefined}
            onChange={({ currentTarget: { value } }) => setClock(value)}
          />
        </Group>
      )}
      {people.length > 1 && (
        <NativeSelect
          label={t('who')}
          value={goes}
          data={[
            { value: '', label: t('whoeverIsFree') },
            ...people.map((each) => ({ value: each.id, label: each.name })),
          ]}
          onChange={({ currentTarget: { value } }) => setGoes(value)}
        />
      )}
      <NumberInput
        label={t('minutes')}
        min={5}
        max={1440}
        allowDecimal={false}
        value={minutes}
        onChange={(value) => typeof value === 'number' && setMinutes(value)}
      />
      <Textarea
        label={t('wordsToCustomer')}
        description={t('wordsHint')}
        autosize
        minRows={2}
        maxLength={2000}
        value={words}
        onChange={({ currentTarget: { value } }) => setWords(value)}
      />
      <Group gap={8}>
        <Button onClick={() => void confirm()}>{t(state === 'confirmed' ? 'moveTo' : 'confirm')}</Button>
        <Button
          variant="default"
          disabled={reply === undefined}
          onClick={() => ignore(forgetWords(run('booking.say', { id, reply: reply! })))}
        >
          {t(change === undefined ? 'write' : 'leaveIt')}
        </Button>
        {state === 'asked' ? (
          <Button
            variant="default"
            onClick={() => ignore(forgetWords(run('booking.decline', { id, reply })))}
          >
            {t('decline')}
          </Button>
        ) : (
          <Button variant="default" onClick={() => ignore(forgetWords(run('booking.cancel', { id, reply })))}>
            {t('cancel')}
          </Button>
        )}
      </Group>
    </div>
  );
}
