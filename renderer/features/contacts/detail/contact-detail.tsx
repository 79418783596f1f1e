import { useState } from 'react';
import { ActionIcon, Alert, Button, Menu, TagsInput, Tooltip } from '@mantine/core';
import {
  IconArchive,
  IconArchiveOff,
  IconArrowMerge,
  IconDotsVertical,
  IconEraser,
  IconFileDescription,
  IconTrash,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isInBin } from '#shared/domain/bin.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import { offeredLanguages } from '#shared/domain/languages.ts';
import { isRestricted } from '#shared/domain/restriction.ts';
import {
  DetailPane,
  EditableSelect,
  EditableText,
  EmptyState,
  FieldRow,
  LogLink,
  OwnFields,
  ReadOnly,
  Section,
  StateBadge,
  useUnsaved,
  SetAsideNote,
} from '#renderer/ui/index.ts';
import { useSetAside } from '#renderer/state/set-aside.ts';
import { openAddForm } from '#renderer/state/add-form.ts';
import { run } from '#renderer/state/commands.ts';
import { askToErase, useMayErase } from '#renderer/state/erasing.ts';
import { useOpenLog } from '#renderer/state/open-record.ts';
import { useOwnFields } from '#renderer/state/own-fields.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useHistory } from '#renderer/state/history.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { usePerson } from '#renderer/state/person.ts';
import { useAccess } from '#renderer/state/session.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { HeldDialog } from '../held/held-dialog.tsx';
import { MergeDialog } from '../merge/merge-dialog.tsx';
import { SamePerson } from '../merge/same-person.tsx';
import { Connections } from '../relationships/connections.tsx';
import { EnquiryList } from '../enquiries/enquiry-list.tsx';
import { PrivacyPanel } from '../privacy/privacy-panel.tsx';
import { SiteList } from '../sites/site-list.tsx';
import { AddressList } from './address-list.tsx';
import { ContactCredit } from './contact-credit.tsx';
import { ContactStory } from './contact-story.tsx';
import { EmailList, PhoneList, TaxIdList } from './entry-list.tsx';
import { RememberedRow } from './remembered.tsx';
import { ContactTasks } from './contact-tasks.tsx';
import classes from './contact-detail.module.css';

type Fields = Partial<Pick<Contact, 'kind' | 'language' | 'name' | 'company' | 'notes' | 'tags'>>;

/** One contact: what is known, and what happened. */
export function ContactDetail({ id }: { id: string }) {
  const { t } = useTranslation('contacts');
  const navigate = useNavigate();
  const contact = useRecord('contacts', id);
  const setAside = useSetAside('contacts', id);
  const restricted = usePerson(id).some(isRestricted);
  useHistory(id);
  const openLog = useOpenLog({ collection: 'contacts', id });
  const readOnly = useAccess('people') !== 'write';
  const close = () => void navigate({ to: '/people' });
  if (contact === undefined)
    return (
      <EmptyState
        title={t('gone')}
        text={t('goneText')}
        action={{ label: t('backToList'), onClick: close }}
      />
    );
  const word = isInBin(contact) ? 'binned' : contact.archivedAt === undefined ? undefined : 'archived';
  const badge = word !== undefined && <StateBadge tone="neutral">{t(word)}</StateBadge>;
  return (
    <DetailPane
      title={contact.name}
      subtitle={badge || undefined}
      actions={<ContactActions contact={contact} />}
      onClose={close}
    >
      {!readOnly && !restricted && <SamePerson contact={contact} />}
      <ReadOnly when={readOnly || restricted}>
        <SetAsideNote
          parts={setAside}
          onRemove={(paths) => run('record.removeSetAside', { collection: 'contacts', id: id, paths })}
        />
        <BinNote contact={contact} />
        {restricted && <Alert mb={12}>{t('onlyKept')}</Alert>}
        <ContactFields contact={contact} />
        <EnquiryList contact={contact} />
        <SiteList contact={contact} />
        <Connections contact={contact} />
      </ReadOnly>
      <ReadOnly when={readOnly}>
        <PrivacyPanel contact={contact} />
      </ReadOnly>
      <ContactTasks contactId={id} />
      <Section title={t('history')} action={<LogLink onOpen={openLog} />}>
        <ContactStory contactId={id} />
      </Section>
    </DetailPane>
  );
}

/** What being in the bin means. */
function BinNote({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const { day } = useFormat();
  const { binnedAt } = contact;
  return binnedAt === undefined ? null : <Alert mb={12}>{t('binNote', { day: day(binnedAt) })}</Alert>;
}

function ContactFields({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const save = (fields: Fields) => run('contact.update', { id: contact.id, fields });
  const unsavedTags = useUnsaved<string[]>('tags');
  const tags = unsavedTags.value ?? Object.keys(contact.tags ?? {});
  return (
    <div className={classes.fields}>
      <EditableText
        label={t('name')}
        value={contact.name}
        validate={(name) => (name === '' ? t('nameNeeded') : undefined)}
        onSave={(name) => save({ name })}
      />
      <EditableSelect
        label={t('kind')}
        value={contact.kind ?? 'person'}
        options={[
          { value: 'person', label: t('kindPerson') },
          { value: 'company', label: t('kindCompany') },
        ]}
        onSave={(kind) => save({ kind: kind === 'company' ? 'company' : 'person' })}
      />
      <EditableText
        label={t('company')}
        value={contact.company ?? ''}
        onSave={(company) => save({ company })}
      />
      <LanguageField contact={contact} />
      <PhoneList contact={contact} />
      <EmailList contact={contact} />
      <AddressList contact={contact} />
      <TaxIdList contact={contact} />
      <ContactCredit contactId={contact.id} />
      <FieldRow label={t('tags')}>
        <TagsInput
          aria-label={t('tags')}
          placeholder={tags.length === 0 ? t('addTag') : undefined}
          value={tags}
          maxTags={50}
          classNames={{ input: classes.tags }}
          error={unsavedTags.error}
          onChange={(chosen) => {
            const named = Object.fromEntries(chosen.map((tag) => [tag, true as const]));
            ignore(unsavedTags.keepUntil(chosen, save({ tags: named })));
          }}
        />
      </FieldRow>
      <OwnFields fields={useOwnFields('contacts', contact)} />
      <RememberedRow contact={contact} />
      <EditableText
        label={t('notes')}
        value={contact.notes ?? ''}
        placeholder={t('notesHint')}
        multiline
        onSave={(notes) => save({ notes })}
      />
    </div>
  );
}

/** Nothing where they are written to as everybody is; what is chosen decides which template and words they get. */
function LanguageField({ contact: { id, language = '' } }: { contact: Contact }) {
  const { t, i18n } = useTranslation('contacts');
  const names = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const known = [...new Set([...offeredLanguages, ...(language === '' ? [] : [language])])];
  const options = known
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .toSorted((a, b) => a.label.localeCompare(b.label, i18n.language));
  return (
    <EditableSelect
      label={t('language')}
      value={language}
      options={[{ value: '', label: t('languageUsual') }, ...options]}
      onSave={(chosen) => run('contact.update', { id, fields: { language: chosen } })}
    />
  );
}

/** What an owner does from here: a job, an answer, an invoice. */
function ContactActions({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const navigate = useNavigate();
  const conversations = useRecords('conversations');
  const [people, work, money] = [useAccess('people'), useAccess('work'), useAccess('money')];
  const talks = useAccess('talk');
  const own = conversations.filter((each) => each.contactId === contact.id && isPrivate(each));
  // E-mails are answered elsewhere.
  const talk = own.find(({ channel }) => channel !== 'email') ?? own[0];

  async function draftInvoice() {
    const done = await run('invoice.draft', { contactId: contact.id });
    if (done.ok) await navigate({ to: '/money/$documentId', params: { documentId: done.value.id } });
  }

  const openTalk = () =>
    ignore(
      talk === undefined
        ? navigate({ to: '/inbox', search: { write: contact.id } })
        : navigate({ to: '/inbox/$conversationId', params: { conversationId: talk.id } }),
    );
  return (
    <>
      {work === 'write' && (
        <Button size="xs" variant="default" onClick={() => openAddForm('job', contact.id)}>
          {t('newJob')}
        </Button>
      )}
      {(talk === undefined ? talks === 'write' : talks !== 'none') && (
        <Button size="xs" variant="default" onClick={openTalk}>
          {t(talk === undefined ? 'write' : 'openConversation')}
        </Button>
      )}
      {money === 'write' && (
        <Button size="xs" variant="default" onClick={() => ignore(draftInvoice())}>
          {t('newInvoice')}
        </Button>
      )}
      {people === 'write' && <MoreMenu contact={contact} />}
    </>
  );
}

function MoreMenu({ contact }: { contact: Contact }) {
  const { t } = useTranslation(['contacts', 'rights', 'erasure']);
  const mayErase = useMayErase();
  const [merging, setMerging] = useState(false);
  const [isLooking, setLooking] = useState(false);
  const archived = contact.archivedAt !== undefined;
  const toggle = () => ignore(run(archived ? 'contact.restore' : 'contact.archive', { id: contact.id }));
  const binCommand = isInBin(contact) ? 'bin.restore' : 'bin.put';
  const bin = () => ignore(run(binCommand, { kind: 'contacts', ids: [contact.id] }));
  const icon = archived ? <IconArchiveOff size={18} stroke={1.5} /> : <IconArchive size={18} stroke={1.5} />;
  return (
    <>
      <MergeDialog contact={contact} opened={merging} onClose={() => setMerging(false)} />
      {isLooking && <HeldDialog contact={contact} onClose={() => setLooking(false)} />}
      <Menu position="bottom-end">
        <Menu.Target>
          <Tooltip label={t('more')}>
            <ActionIcon aria-label={t('more')}>
              <IconDotsVertical size={18} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconArrowMerge size={18} stroke={1.5} />}
            disabled={contact.mergedInto !== undefined}
            onClick={() => setMerging(true)}
          >
            {t('merge.menu')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFileDescription size={18} stroke={1.5} />}
            onClick={() => setLooking(true)}
          >
            {t('rights:menu')}
          </Menu.Item>
          <Menu.Item leftSection={icon} onClick={toggle}>
            {archived ? t('restore') : t('archive')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={18} stroke={1.5} />} onClick={bin}>
            {t(isInBin(contact) ? 'fromBin' : 'toBin')}
          </Menu.Item>
          {mayErase && (
            <Menu.Item
              c="error"
              leftSection={<IconEraser size={18} stroke={1.5} />}
              onClick={() => askToErase({ kind: 'contacts', id: contact.id, name: contact.name })}
            >
              {t('erasure:menu')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
