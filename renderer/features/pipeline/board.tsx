import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { ActionIcon } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PipelineCard, PipelineColumn } from '#shared/records/pipeline.ts';
import { formatDay } from '#shared/domain/day.ts';
import type { LeadScore } from '#shared/agent/insight/score.ts';
import { useFormat } from '#renderer/state/format.ts';
import { type useEnquiryScores, useScoreWords } from '#renderer/state/scores.ts';
import { beside } from './walk.ts';
import classes from './board.module.css';

/** How many cards a column shows: more than an owner reads, few enough to stay fast. */
export const columnLength = 60;
/** What is dragged, where it is a whole stage. */
const stageType = 'application/x-stage';

interface BoardProps {
  columns: readonly PipelineColumn[];
  scores: ReturnType<typeof useEnquiryScores>;
  /** Left out where the role may only look. `to`: a column's key. */
  onMove: ((card: PipelineCard, to: string) => void) | undefined;
  /** Changes a stage of the owner's own. */
  onStage: ((id: string) => void) | undefined;
  /** Puts a stage of the owner's own in the place of another one. */
  onMoveStage: ((id: string, at: string) => void) | undefined;
}

/** Enquiries by stage, side by side. Arrows walk, `h` and `l` move a card, and so does the pointer. */
export function Board({ columns, scores, onMove, onStage, onMoveStage }: BoardProps) {
  const { t } = useTranslation('pipeline');
  const navigate = useNavigate();
  const board = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState<string>();
  /** A card that the keys have moved: it keeps the focus where it stands then. */
  const moved = useRef<string>(undefined);
  useEffect(() => {
    const id = moved.current;
    if (id === undefined || !columns.some(({ cards }) => cards.some((card) => card.id === id))) return;
    focusOn(board.current, id);
    moved.current = undefined;
  }, [columns]);
  const cardOf = (id: string | undefined) =>
    columns.flatMap(({ cards }) => cards).find((card) => card.id === id);

  function open({ enquiry: { contactId } }: PipelineCard): void {
    void navigate({ to: '/people/$contactId', params: { contactId } });
  }

  function handleKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
    const card = cardOf(event.target.dataset['enquiry']);
    if (card === undefined) return;
    const next = beside(columns, card.id, event.key);
    if (next === undefined) return;
    event.preventDefault();
    if ('card' in next) return focusOn(board.current, next.card);
    moved.current = card.id;
    onMove?.(card, next.stage);
  }

  function drop(event: DragEvent, key: string): void {
    event.preventDefault();
    setOver(undefined);
    const stage = event.dataTransfer.getData(stageType);
    if (stage !== '') return onMoveStage?.(stage, key);
    const card = cardOf(event.dataTransfer.getData('text/plain'));
    if (card !== undefined) onMove?.(card, key);
  }

  return (
    // The cards are buttons and hold the focus; their keys are answered here, where their neighbours are known.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={board} className={classes.board} onKeyDown={handleKey}>
      {columns.map((column) => (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a place to drop: keys do the same
        <section
          key={column.key}
          className={classes.column}
          aria-label={titleOf(column, t)}
          data-over={over === column.key || undefined}
          onDragOver={(event) => {
            if (onMove === undefined) return;
            event.preventDefault();
            setOver(column.key);
          }}
          onDragLeave={() => setOver(undefined)}
          onDrop={(event) => drop(event, column.key)}
        >
          <ColumnHead
            column={column}
            onStage={onStage}
            onMove={(to) => onMoveStage?.(column.key, to)}
            columns={columns}
          />
          <ul className={classes.cards}>
            {column.cards.slice(0, columnLength).map((card) => (
              <li key={card.id}>
                <Card
                  card={card}
                  score={scores.get(card.id)?.score}
                  isOpen={column.key !== 'won' && column.key !== 'lost'}
                  isMovable={onMove !== undefined}
                  onOpen={() => open(card)}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function focusOn(board: HTMLElement | null, id: string): void {
  board?.querySelector<HTMLElement>(`[data-enquiry="${CSS.escape(id)}"]`)?.focus();
}

function titleOf({ key, name }: PipelineColumn, t: (key: string) => string): string {
  return name ?? t(`columns.${key}`);
}

interface ColumnHeadProps extends Pick<BoardProps, 'onStage' | 'columns'> {
  column: PipelineColumn;
  /** Into the place of this one. */
  onMove: (to: string) => void;
}

/** A stage of the owner's own is dragged by its head, or moved by Alt and an arrow on its button. */
function ColumnHead({ column, columns, onStage, onMove }: ColumnHeadProps) {
  const { t } = useTranslation('pipeline');
  const { sums } = useFormat();
  const { key, name, cards } = column;
  const isOwn = name !== undefined && onStage !== undefined;
  const own = columns.filter((each) => each.name !== undefined).map((each) => each.key);
  return (
    // The head is dragged by the pointer; its button does the same by keys.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={classes.head}
      draggable={isOwn}
      onDragStart={(event) => event.dataTransfer.setData(stageType, key)}
    >
      <h2 className={classes.heading} dir="auto" title={name}>
        {titleOf(column, t)} <span className={classes.count}>{cards.length}</span>
      </h2>
      {column.sums.length > 0 && <span className={classes.sum}>{sums(column.sums)}</span>}
      {isOwn && (
        <ActionIcon
          size={24}
          aria-label={t('rename', { name })}
          title={t('stageKeys')}
          onClick={() => onStage(key)}
          onKeyDown={(event) => {
            const way = event.altKey ? { ArrowLeft: -1, ArrowRight: 1 }[event.key] : undefined;
            const to = way === undefined ? undefined : own[own.indexOf(key) + way];
            if (to === undefined) return;
            event.preventDefault();
            onMove(to);
          }}
        >
          <IconPencil size={16} stroke={1.5} />
        </ActionIcon>
      )}
    </div>
  );
}

/** Each reason in a line of its own, with its points. */
function whyOf({ text, reasons, none }: ReturnType<ReturnType<typeof useScoreWords>>): string {
  const lines = reasons.map(({ text: why, points }) => `${why} ${points > 0 ? '+' : '−'}${Math.abs(points)}`);
  return [text, ...(lines.length > 0 ? lines : [none])].join('\n');
}

interface CardProps {
  card: PipelineCard;
  /** How likely work comes of it; left out, it is not known yet or there is none. */
  score: LeadScore | undefined;
  /** Something may still come of it. */
  isOpen: boolean;
  isMovable: boolean;
  onOpen: () => void;
}

function Card({ card, score, isOpen, isMovable, onOpen }: CardProps) {
  const { t } = useTranslation('pipeline');
  const { money, locale } = useFormat();
  const scoreWords = useScoreWords();
  const said = score && scoreWords(score);
  const { enquiry, contactName, worth, ownerName, idleDays, hasNextStep } = card;
  const { title, expectedOn, lostReason } = enquiry;
  const about = [
    isOpen && expectedOn && t('expected', { day: formatDay(expectedOn, locale) }),
    enquiry.stage === 'lost' && lostReason,
    ownerName,
    isOpen && score && t('score', { value: score.value }),
    isOpen && idleDays > 0 && t('idle', { count: idleDays }),
    isOpen && !hasNextStep && idleDays === 0 && t('noStep'),
  ].filter((words) => typeof words === 'string' && words !== '');
  return (
    <button
      type="button"
      className={classes.card}
      data-enquiry={card.id}
      data-idle={(isOpen && !hasNextStep) || undefined}
      draggable={isMovable}
      title={said === undefined || !isOpen ? t('keys') : `${whyOf(said)}\n${t('keys')}`}
      onDragStart={(event) => event.dataTransfer.setData('text/plain', card.id)}
      onClick={onOpen}
    >
      <span className={classes.title} dir="auto">
        {title || t('unsaid')}
      </span>
      <span className={classes.who}>
        <span className={classes.name} dir="auto">
          {contactName}
        </span>
        {worth && <span className="tabular">{money(worth.amount, worth.currency)}</span>}
      </span>
      {about.length > 0 && (
        <span className={classes.about} dir="auto">
          {about.map((words, at) => (
            // Each has its place.
            // oxlint-disable-next-line react/no-array-index-key
            <span key={at}>{words}</span>
          ))}
        </span>
      )}
    </button>
  );
}
