import { type ChangeEvent, useState } from 'react';
import { Button, FileButton, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PageField, PublicPage } from '#shared/domain/public-page.ts';
import { canonicalJson, type Json } from '#shared/lib/json.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { save } from '#renderer/state/commands.ts';
import { FieldRow, StateBadge, useUnsaved } from '#renderer/ui/index.ts';
import { pagePicture } from './page-picture.ts';
import { ShownValue } from './shown-value.tsx';
import classes from './booking.module.css';

type Shown = Partial<Pick<PublicPage, PageField>>;

interface FieldLineProps {
  field: PageField;
  page: PublicPage | undefined;
  /** What the settings say now. */
  proposed: Shown;
}

/** One part of the page: what customers read, and what would stand there if the owner approved it. */
export function FieldLine({ field, page, proposed }: FieldLineProps) {
  const { t } = useTranslation('booking');
  const label = t(`field.${field}`);
  const approved: Shown = { [field]: page?.[field] };
  const isShown = page?.[field] !== undefined;
  return (
    <FieldRow label={label}>
      <div className={classes.part}>
        {isShown ? (
          <ShownValue field={field} shown={approved} />
        ) : (
          <Nothing field={field} proposed={proposed} />
        )}
        <div className={classes.actions}>
          {isShown && <StateBadge tone="good">{t('approved')}</StateBadge>}
          {isShown && (
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              aria-label={t('hideOne', { what: label })}
              onClick={() => ignore(save('page.hide', { field }))}
            >
              {t('hide')}
            </Button>
          )}
        </div>
        <Next field={field} label={label} page={page} proposed={proposed} />
      </div>
    </FieldRow>
  );
}

function Nothing({ field, proposed }: Pick<FieldLineProps, 'field' | 'proposed'>) {
  const { t } = useTranslation('booking');
  const isTyped = field === 'description' || field === 'picture';
  return (
    <span className={classes.nothing}>
      {t(isTyped || proposed[field] !== undefined ? 'notShown' : `missing.${field}`)}
    </span>
  );
}

/** What can be approved next. */
function Next({ field, label, page, proposed }: FieldLineProps & { label: string }) {
  const { t } = useTranslation('booking');
  if (field === 'description') return <Description page={page} />;
  if (field === 'picture') return <Picture />;
  const next = proposed[field];
  const same = (value: unknown): string => canonicalJson((value ?? null) as Json);
  if (next === undefined || same(next) === same(page?.[field])) return null;
  return (
    <div className={classes.next}>
      {page?.[field] !== undefined && <span className={classes.changed}>{t('changedSince')}</span>}
      <ShownValue field={field} shown={proposed} />
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('approveOne', { what: label })}
        onClick={() => ignore(save('page.approve', { field, shown: { [field]: next } }))}
      >
        {t('approve')}
      </Button>
    </div>
  );
}

function Description({ page }: { page: PublicPage | undefined }) {
  const { t } = useTranslation('booking');
  const unsaved = useUnsaved(t('field.description'));
  const text = unsaved.value ?? page?.description ?? '';
  const isOther = text.trim() !== (page?.description ?? '') && text.trim() !== '';
  const approve = () =>
    ignore(
      unsaved.keepUntil(
        text.trim(),
        save('page.approve', { field: 'description', shown: { description: text.trim() } }),
      ),
    );
  return (
    <div className={classes.next}>
      <Textarea
        aria-label={t('field.description')}
        placeholder={t('descriptionHint')}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={2000}
        value={text}
        error={unsaved.error}
        onChange={(event: ChangeEvent<HTMLTextAreaElement>) => unsaved.type(event.currentTarget.value)}
      />
      {isOther && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('approveOne', { what: t('field.description') })}
          onClick={approve}
        >
          {t('approve')}
        </Button>
      )}
    </div>
  );
}

function Picture() {
  const { t } = useTranslation('booking');
  const [isWrong, setWrong] = useState(false);
  async function take(file: File | null): Promise<void> {
    if (file === null) return;
    const picture = await pagePicture(file);
    setWrong(picture === undefined);
    if (picture !== undefined) await save('page.approve', { field: 'picture', shown: { picture } });
  }
  return (
    <div className={classes.next}>
      <FileButton accept="image/*" onChange={(file) => ignore(take(file))}>
        {(props) => (
          <Button {...props} size="compact-sm" variant="default">
            {t('choosePicture')}
          </Button>
        )}
      </FileButton>
      {isWrong && <span className={classes.wrong}>{t('wrongPicture')}</span>}
    </div>
  );
}
