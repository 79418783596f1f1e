import type { ReactNode } from 'react';
import { IconPlus } from '@tabler/icons-react';
import { KeepsUnsaved } from '../fields/keeps-unsaved.tsx';
import { SplitView } from '../split-view/split-view.tsx';
import { Page } from './page.tsx';

interface ListPageProps {
  /** The room's name. */
  title: string;
  filters?: ReactNode;
  /** How a new record comes about, where the owner makes one. */
  add?: { label: string; onClick: () => void };
  /** A button of less weight, left of "Add". */
  beside?: ReactNode;
  /** The member's role may only look. */
  readOnly?: boolean;
  list: ReactNode;
  /** In px, while a detail is open. */
  listWidth?: number;
  /** The record that is open beside the list. */
  openId: string | undefined;
  detail: ReactNode;
  /** What a detail is, for a screen reader. */
  detailLabel: string;
  /** Stands in the place of list and detail, over the whole width: a board. */
  instead?: ReactNode;
  /** Back to the list alone. */
  onClose: () => void;
  /** The dialogs. */
  children?: ReactNode;
}

/** A room of records: filters and "Add" above a list, and the record that is open beside it. */
export function ListPage(props: ListPageProps) {
  const { title, filters, add, beside, readOnly, list, listWidth, openId, detail, instead } = props;
  return (
    <Page
      title={title}
      wide={instead !== undefined}
      opened={instead === undefined && openId !== undefined}
      filters={filters}
      beside={beside}
      {...(add && { action: { ...add, icon: <IconPlus size={16} stroke={1.5} />, readOnly } })}
    >
      {instead ?? (
        <SplitView
          list={list}
          listWidth={listWidth}
          detail={
            openId !== undefined && (
              <KeepsUnsaved key={openId} of={openId}>
                {detail}
              </KeepsUnsaved>
            )
          }
          detailLabel={props.detailLabel}
          onClose={props.onClose}
        />
      )}
      {props.children}
    </Page>
  );
}
