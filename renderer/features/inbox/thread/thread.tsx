import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '#renderer/ui/index.ts';
import { useFormat } from '#renderer/state/format.ts';
import { JumpContext } from './jump.ts';
import { Viewer } from './media/viewer.tsx';
import { MessageBubble } from './message-bubble.tsx';
import type { ThreadItem } from './thread-items.ts';
import { useArrival } from './use-arrival.ts';
import { useStayAtEnd } from './use-stay-at-end.ts';
import classes from './thread.module.css';

/** How long the message stays marked that a quote has led to. */
const foundMilliseconds = 2000;

interface ThreadProps {
  items: ThreadItem[];
  conversationId: string;
  now: number;
  /** The customer's, for a screen reader. */
  name: string;
}

/** The messages, from the newest upwards; only those in sight exist. */
export function Thread({ items, conversationId, now, name }: ThreadProps) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const scroller = useRef<HTMLDivElement>(null);
  // The React Compiler is not in use; the virtualizer re-renders this component by itself.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => items[index]?.id ?? index,
    estimateSize: (index) => (items[index]?.kind === 'day' ? 40 : 60),
    overscan: 10,
    paddingEnd: 12,
    anchorTo: 'end',
    followOnAppend: true,
  });

  useEffect(() => virtualizer.scrollToEnd(), [virtualizer, conversationId]);
  useStayAtEnd(scroller, items.length > 0);

  const [found, setFound] = useState<string>();
  const jump = useCallback(
    (messageId: string) => {
      const index = items.findIndex(({ id }) => id === messageId);
      if (index === -1) return;
      virtualizer.scrollToIndex(index, { align: 'center' });
      setFound(messageId);
    },
    [items, virtualizer],
  );
  const bringEarlier = useArrival({ items, conversationId }, scroller, jump);
  useEffect(() => {
    if (found === undefined) return undefined;
    const timer = setTimeout(() => setFound(undefined), foundMilliseconds);
    return () => clearTimeout(timer);
  }, [found]);
  const messages = useMemo(
    () => items.flatMap((item) => (item.kind === 'message' ? item.message : [])),
    [items],
  );

  if (items.length === 0)
    return (
      <div className={classes.nothing}>
        <EmptyState title={t('noMessages')} />
      </div>
    );
  return (
    <JumpContext value={jump}>
      <div
        ref={scroller}
        className={classes.thread}
        // The owner scrolls it with the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="log"
        onScroll={bringEarlier}
        aria-label={t('messagesWith', { name })}
      >
        <div className={classes.messages} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const item = items[index];
            if (item === undefined) return null;
            return (
              <div
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                className={classes.row}
                style={{ transform: `translateY(${start}px)` }}
              >
                {item.kind === 'day' ? (
                  <p className={classes.day}>{format.day(item.at)}</p>
                ) : (
                  <div data-found={item.id === found || undefined}>
                    <MessageBubble item={item} now={now} />
                  </div>
                )}
              </div>
            );
          })}
        </div>
      </div>
      <Viewer messages={messages} />
    </JumpContext>
  );
}
