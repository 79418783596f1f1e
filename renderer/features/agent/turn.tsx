import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { AgentAnswer, AgentTurn, AnswerLine } from '#renderer/state/agent.ts';
import { ask } from '#renderer/state/agent.ts';
import { useOpenRecord } from '#renderer/state/open-record.ts';
import { Card } from './card.tsx';
import classes from './agent.module.css';

/** A question and its answer: words with links, the records it rests on, what waits for approval. */
export function Turn({ turn, isLast }: { turn: AgentTurn; isLast: boolean }) {
  const { t } = useTranslation('agent');
  const { question, text, answer, problem, cards } = turn;
  return (
    <div className={classes.turn}>
      <p className={classes.asked} dir="auto">
        {question}
      </p>
      {answer === undefined && problem === undefined && (
        <p className={text === '' ? classes.note : classes.words}>{text === '' ? t('looking') : text}</p>
      )}
      {problem !== undefined && (
        <p role="alert" className={classes.wrong}>
          {problem.message} {problem.remedy}
        </p>
      )}
      {answer !== undefined && (
        <>
          {answer.quoted && <p className={classes.note}>{t('quoted')}</p>}
          <Words answer={answer} />
          <Lines lines={answer.lines} />
          <Choices question={question} choices={answer.choices} active={isLast} />
          {answer.proposals.map((card, index) => (
            <Card key={card.id} card={card} state={cards[card.id]!} takesFocus={isLast && index === 0} />
          ))}
          <Facts answer={answer} />
        </>
      )}
    </div>
  );
}

function Words({ answer }: { answer: AgentAnswer }) {
  const open = useOpenRecord();
  return (
    <p className={answer.quoted ? classes.quote : classes.words}>
      {answer.parts.map((part, index) =>
        'text' in part ? (
          part.text
        ) : (
          <button
            // oxlint-disable-next-line react/no-array-index-key -- the parts of a sentence never change
            key={index}
            type="button"
            className={classes.link}
            onClick={() => open(part.record)}
          >
            {part.label}
          </button>
        ),
      )}
    </p>
  );
}

function Lines({ lines }: { lines: AnswerLine[] }) {
  const open = useOpenRecord();
  if (lines.length === 0) return null;
  return (
    <ul className={classes.lines}>
      {lines.map(({ record, label, detail }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the lines of an answer never change
        <li key={index}>
          {record === undefined ? (
            <span className={classes.label} dir="auto">
              {label}
            </span>
          ) : (
            <button
              type="button"
              className={classes.link}
              dir="auto"
              title={label}
              onClick={() => open(record)}
            >
              {label}
            </button>
          )}
          <span className={classes.detail} dir="auto">
            {detail}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Of which one is meant: the same question is asked again for the chosen one. */
function Choices(props: { question: string; choices: AnswerLine[]; active: boolean }) {
  const { question, choices, active } = props;
  if (choices.length === 0) return null;
  return (
    <div className={classes.choices}>
      {choices.map((line) => (
        <button
          key={`${line.choice ?? line.record?.id ?? ''} ${line.label}`}
          type="button"
          disabled={!active}
          onClick={() => ignore(ask(line.question ?? question, chosenBy(line)))}
        >
          {[line.label, line.choice !== undefined && line.detail].filter(Boolean).join(' · ')}
        </button>
      ))}
    </div>
  );
}

function chosenBy({ choice, record }: AnswerLine): string | undefined {
  return choice ?? (record?.collection === 'contacts' ? record.id : undefined);
}

/** Who answered where, and what left for it. */
function Facts({ answer }: { answer: AgentAnswer }) {
  const { t } = useTranslation(['agent', 'assistant']);
  const { source, place, provider, model, receipts, note, stopped } = answer;
  const facts = [
    source === 'basic' ? t('answeredByBasic') : place && t(`answered_${place}`, { provider, model }),
    stopped && t('stopped'),
    ...receipts.map((receipt) => t('assistant:left', { ...receipt, count: receipt.replaced })),
  ].filter(Boolean);
  return (
    <>
      {note !== undefined && <p className={classes.note}>{note}</p>}
      <p className={classes.facts}>{facts.join(' · ')}</p>
    </>
  );
}
