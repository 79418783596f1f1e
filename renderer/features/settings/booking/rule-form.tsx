import { ActionIcon, Button, Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Service } from '#shared/domain/business.ts';
import { mostAttendees } from '#shared/domain/visit.ts';
import { formatPrice, parsePrice } from '#shared/domain/money-text.ts';
import { type BookingTerms, ruleFor, usualMoves } from '#shared/domain/public-page.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord } from '#renderer/state/records.ts';
import { FormButtons, useKept } from '#renderer/ui/index.ts';
import { RuleWhere } from './rule-where.tsx';
import classes from './booking.module.css';

interface Question {
  text: string;
  isRequired: boolean;
}

interface RuleValues {
  terms: BookingTerms;
  priceTo: string;
  questions: Question[];
}

/** Under which name what is typed of a service's rule is kept until it is stored. */
export function keptRule({ id }: Service): string {
  return `booking rule ${id}`;
}

const prices = ['fixed', 'from', 'range', 'ask'] as const;
/** Numbers of the form, with the most that each may be. */
const numbers = {
  minutes: 10_000,
  before: 1440,
  after: 1440,
  noticeHours: 1440,
  windowDays: 730,
  perDay: 1000,
  seats: mostAttendees,
  changeHours: 1440,
  moves: 20,
} as const;
type NumberName = keyof typeof numbers;
/** These may be left empty. */
const free = new Set<NumberName>(['minutes', 'before', 'after', 'perDay', 'seats']);

/** How one service stands on the page, and what a request for it has to keep to. */
export function RuleForm({ service, onClose }: { service: Service; onClose: () => void }) {
  const { t } = useTranslation('booking');
  const usual = useFormat();
  const rule = ruleFor(useRecord('bookingRules', service.id));
  const [typed, setTyped] = useKept<RuleValues>(keptRule(service), {
    terms: rule,
    priceTo: rule.priceTo === undefined ? '' : formatPrice(rule.priceTo, service.currency, usual),
    questions: Object.values(rule.questions ?? {})
      .toSorted((a, b) => a.order - b.order)
      .map(({ text, isRequired }) => ({ text, isRequired })),
  });
  const { terms, priceTo, questions } = typed;
  const to = priceTo === '' ? undefined : parsePrice(priceTo, service.currency, usual);
  const isWrong =
    terms.price === 'range' && (to === undefined || BigInt(to.minor) <= BigInt(service.unitPrice));
  const isLinkWrong =
    terms.place === 'video' && terms.link !== undefined && !/^https:\/\/[^\s/]+\.[^\s]+$/.test(terms.link);
  const set = (fields: Partial<BookingTerms>) => setTyped({ ...typed, terms: { ...terms, ...fields } });

  async function store(): Promise<void> {
    const { questions: _questions, priceTo: _priceTo, ...rest } = terms;
    const { minutes = null, before = null, after = null, perDay = null, isOffered, price } = rest;
    const { noticeHours, windowDays, place, changeHours, onlyPlanned = false } = rest;
    const { link = null, seats = null, staff = {} } = rest;
    const { offersTimes = false, confirmsAtOnce = false, moves = usualMoves } = rest;
    const saved = await run('bookingRule.set', {
      serviceId: service.id,
      fields: {
        isOffered,
        price,
        noticeHours,
        windowDays,
        place,
        link: place === 'video' ? link : null,
        seats: seats === 1 ? null : seats,
        onlyPlanned,
        changeHours,
        offersTimes,
        confirmsAtOnce,
        moves,
        minutes,
        before,
        after,
        perDay,
        priceTo: price === 'range' ? to!.minor : null,
      },
      staffIds: Object.keys(staff),
      questions: questions.filter(({ text }) => text.trim() !== ''),
    });
    if (saved.ok) onClose();
  }

  const number = (name: NumberName) => (
    <NumberInput
      key={name}
      label={t(`terms.${name}`)}
      description={t(`termsHint.${name}`)}
      min={name === 'windowDays' || name === 'minutes' || name === 'perDay' ? 1 : 0}
      max={numbers[name]}
      allowDecimal={false}
      value={terms[name] ?? (name === 'moves' ? usualMoves : '')}
      onChange={(value) => {
        if (typeof value === 'number') set({ [name]: value });
        else if (free.has(name)) set({ [name]: undefined });
      }}
    />
  );

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWrong && !isLinkWrong) void store();
      }}
    >
      <div className={classes.pair}>
        <NativeSelect
          label={t('priceShown')}
          value={terms.price}
          data={prices.map((value) => ({ value, label: t(`price.${value}`) }))}
          onChange={({ currentTarget: { value } }) =>
            set({ price: prices.find((each) => each === value) ?? 'fixed' })
          }
        />
        {terms.price === 'range' && (
          <TextInput
            label={t('priceTo')}
            value={priceTo}
            error={priceTo !== '' && isWrong ? t('priceToWrong') : undefined}
            onChange={({ currentTarget: { value } }) => setTyped({ ...typed, priceTo: value })}
          />
        )}
      </div>
      <RuleWhere terms={terms} isLinkWrong={isLinkWrong} onChange={set} />
      <div className={classes.pair}>{(['minutes', 'perDay'] as const).map(number)}</div>
      <div className={classes.pair}>{(['before', 'after'] as const).map(number)}</div>
      <div className={classes.pair}>{(['noticeHours', 'windowDays'] as const).map(number)}</div>
      <div className={classes.pair}>{(['changeHours', 'moves'] as const).map(number)}</div>
      <div className={classes.pair}>
        {number('seats')}
        {(terms.seats ?? 1) > 1 && (
          <Checkbox
            label={t('onlyPlanned')}
            description={t('onlyPlannedHint')}
            checked={terms.onlyPlanned === true}
            onChange={({ currentTarget: { checked } }) => set({ onlyPlanned: checked })}
          />
        )}
      </div>
      <Checkbox
        label={t('offersTimes')}
        description={t('offersTimesHint')}
        checked={terms.offersTimes === true}
        onChange={({ currentTarget: { checked } }) => set({ offersTimes: checked })}
      />
      {terms.offersTimes === true && (
        <Checkbox
          label={t('confirmsAtOnce')}
          description={t('confirmsAtOnceHint')}
          checked={terms.confirmsAtOnce === true}
          onChange={({ currentTarget: { checked } }) => set({ confirmsAtOnce: checked })}
        />
      )}
      <Questions questions={questions} onChange={(next) => setTyped({ ...typed, questions: next })} />
      <FormButtons submit={t('save')} isDisabled={isWrong || isLinkWrong} onCancel={onClose} />
    </form>
  );
}

function Questions({ questions, onChange }: { questions: Question[]; onChange: (next: Question[]) => void }) {
  const { t } = useTranslation('booking');
  const change = (at: number, fields: Partial<Question>) =>
    onChange(questions.map((question, index) => (index === at ? { ...question, ...fields } : question)));
  return (
    <fieldset className={classes.plain}>
      <legend>{t('questions')}</legend>
      {questions.map((question, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a question is its place until it is stored
        <div key={index} className={classes.question}>
          <TextInput
            aria-label={t('question', { number: index + 1 })}
            value={question.text}
            maxLength={300}
            onChange={({ currentTarget: { value } }) => change(index, { text: value })}
          />
          <Checkbox
            label={t('required')}
            checked={question.isRequired}
            onChange={({ currentTarget: { checked } }) => change(index, { isRequired: checked })}
          />
          <ActionIcon
            aria-label={t('removeQuestion', { number: index + 1 })}
            onClick={() => onChange(questions.filter((_, at) => at !== index))}
          >
            <IconX size={18} stroke={1.5} />
          </ActionIcon>
        </div>
      ))}
      {questions.length < 20 && (
        <Button
          variant="subtle"
          size="xs"
          ml={-12}
          leftSection={<IconPlus size={18} stroke={1.5} />}
          onClick={() => onChange([...questions, { text: '', isRequired: false }])}
        >
          {t('addQuestion')}
        </Button>
      )}
    </fieldset>
  );
}
