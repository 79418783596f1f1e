import { createContext, useContext, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { Button, Group, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './page.module.css';

/** The one thing this page is mostly for. */
export interface PageAction {
  label: string;
  onClick: () => void;
  icon?: ReactNode;
  disabled?: boolean;
  /** The member's role may only look: the action is off, and says why. */
  readOnly?: boolean;
}

interface PageProps {
  /** The screen's name; the frame shows it in its header. */
  title: string;
  action?: PageAction;
  /** A button of less weight, left of the action. */
  beside?: ReactNode;
  /** Search, filters and views; they stand left of the action, above the content. */
  filters?: ReactNode;
  /** Inbox, schedule and boards use the whole width; everything else stays within 1,200 px. */
  wide?: boolean;
  /** A record is open: in a narrow window it has the room of filters and action as well. */
  opened?: boolean;
  children: ReactNode;
}

/** Where the frame wants a page's title. The frame provides the element. */
export const TitleSlot = createContext<HTMLElement | null>(null);

/** A screen: title, one primary action on the right, filters beside it, content that fills the rest and scrolls itself. */
export function Page({ title, action, beside, filters, wide, opened, children }: PageProps) {
  const { t } = useTranslation('ui');
  const slot = useContext(TitleSlot);
  const heading = <h1 className={classes.title}>{title}</h1>;
  const hasBar = action !== undefined || filters !== undefined;
  return (
    <section
      className={classes.page}
      data-wide={wide || undefined}
      data-opened={opened || undefined}
      aria-label={title}
    >
      <title>{`${title} · Plumbline`}</title>
      {slot === null ? heading : createPortal(heading, slot)}
      {hasBar && (
        <div className={classes.bar}>
          <div className={classes.barContent}>
            <Group gap={8} className={classes.filters}>
              {filters}
            </Group>
            <Group gap={12} wrap="nowrap" className={classes.actions}>
              {beside}
              {action !== undefined && (
                <Tooltip label={t('readOnly')} disabled={action.readOnly !== true}>
                  <Button
                    size="xs"
                    // What is open has its own.
                    variant={opened === true ? 'default' : 'filled'}
                    onClick={action.readOnly === true ? undefined : action.onClick}
                    leftSection={action.icon}
                    disabled={action.disabled}
                    aria-disabled={action.readOnly}
                    data-disabled={action.readOnly || undefined}
                  >
                    {action.label}
                  </Button>
                </Tooltip>
              )}
            </Group>
          </div>
        </div>
      )}
      <div className={classes.content}>{children}</div>
    </section>
  );
}
