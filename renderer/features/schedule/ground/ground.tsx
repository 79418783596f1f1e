import { type CSSProperties, memo, type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { clockChange } from '#shared/domain/local-time.ts';
import { useFormat } from '#renderer/state/format.ts';
import type { Span } from '../layout/lanes.ts';
import { useBlockWords } from './use-block-words.ts';
import type { GroundOf } from './use-ground.ts';
import classes from '../grid/grid.module.css';

interface GroundProps {
  day: string;
  person: string | null | undefined;
  groundOf: GroundOf;
  onBlock: (id: string) => void;
}

/** Under the visits of a column: working hours, blocked time, and what the clocks skip or show twice. */
export const Ground = memo(function Ground({ day, person, groundOf, onBlock }: GroundProps): ReactNode {
  const { t } = useTranslation('schedule');
  const { timeZone } = useFormat();
  const words = useBlockWords();
  const change = useMemo(() => clockChange(day, timeZone), [day, timeZone]);
  const { open, blocks, isAway } = groundOf(day, person);
  return (
    <>
      {open.map((span) => (
        <div key={span.from} className={classes.open} style={spanStyle(span)} />
      ))}
      {isAway && <div className={classes.away} />}
      <div className={classes.lines} />
      {change !== undefined && (
        <div className={classes.clocks} data-kind={change.kind} style={spanStyle(change)}>
          {t(`clocks.${change.kind}`)}
        </div>
      )}
      {blocks.map(({ block, ...span }) =>
        'feedId' in block ? (
          <div key={block.id} className={classes.busy} style={spanStyle(span)} title={words(block)} data-busy>
            <span dir="auto">{words(block)}</span>
          </div>
        ) : (
          <button
            key={block.id}
            type="button"
            className={classes.blocked}
            style={spanStyle(span)}
            data-block={block.id}
            title={words(block)}
            onClick={() => onBlock(block.id)}
          >
            <span dir="auto">{words(block)}</span>
          </button>
        ),
      )}
    </>
  );
});

/** Above a day: its holiday, and what takes all of it. */
export function DayNotes({ day, person, groundOf, onBlock }: GroundProps): ReactNode {
  const words = useBlockWords();
  const { holiday, allDay } = groundOf(day, person);
  return (
    <>
      {holiday !== undefined && (
        <li className={classes.note} title={holiday}>
          <span dir="auto">{holiday}</span>
        </li>
      )}
      {allDay.map((block) => (
        <li key={block.id}>
          {'feedId' in block ? (
            <div className={classes.note} title={words(block)} data-busy>
              <span dir="auto">{words(block)}</span>
            </div>
          ) : (
            <button
              type="button"
              className={classes.note}
              data-block={block.id}
              title={words(block)}
              onClick={() => onBlock(block.id)}
            >
              <span dir="auto">{words(block)}</span>
            </button>
          )}
        </li>
      ))}
    </>
  );
}

export function spanStyle({ from, to }: Span): CSSProperties {
  return { '--from': from, '--to': to } as CSSProperties;
}
