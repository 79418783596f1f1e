import { useMemo } from 'react';
import { NativeSelect, Select, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isCurrent } from '#shared/domain/bin.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { companyRoles, isSiteRole, type RelationshipRole, siteRoles } from '#shared/domain/relationship.ts';
import { type Site, siteLabel } from '#shared/domain/site.ts';
import { Dialog, FormButtons, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useCustomerChoice } from '#renderer/state/customers.ts';
import { useRecords, useTable } from '#renderer/state/records.ts';

/** On whose page it is added; the form asks for the other end. */
type End = { contact: Contact } | { site: Site };

interface AddRelationshipProps {
  of: End;
  opened: boolean;
  onClose: () => void;
}

export function AddRelationship({ of, opened, onClose }: AddRelationshipProps) {
  const { t } = useTranslation('contacts');
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t('contact' in of ? 'relationship.add' : 'site.addPerson')}
    >
      <RelationshipForm of={of} onClose={onClose} />
    </Dialog>
  );
}

const emptyForm = { role: '', otherId: '', title: '', since: '' };

function RelationshipForm({ of, onClose }: Omit<AddRelationshipProps, 'opened'>) {
  const { t } = useTranslation('contacts');
  const roles = rolesFor(of);
  const { form, forget } = useKeptForm(`relationship ${'contact' in of ? of.contact.id : of.site.id}`, {
    initialValues: { ...emptyForm, role: roles[0] as string },
    validate: { otherId: (id) => (id === '' ? t('relationship.whomNeeded') : null) },
  });
  const role = roles.find((each) => each === form.values.role) ?? roles[0]!;
  const choice = useOthers(of, role, form.values.otherId);

  function close() {
    forget();
    onClose();
  }

  async function save({ otherId, title, since }: typeof form.values) {
    const done = await run('relationship.create', {
      ...endsOf(of, role, otherId),
      role,
      title: title.trim() || undefined,
      since: since || undefined,
    });
    if (!done.ok) return takeFieldProblems(form, done.error, { companyId: 'otherId', siteId: 'otherId' });
    close();
  }

  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap={12}>
        <NativeSelect
          label={t('relationship.what')}
          data={roles.map((each) => ({
            value: each,
            label: t(`relationship.role.${each}.${isAskedFor(of, each) === 'contact' ? 'other' : 'own'}`),
          }))}
          {...form.getInputProps('role')}
          onChange={(event) => form.setValues({ role: event.currentTarget.value, otherId: '' })}
        />
        <Select
          label={t(`relationship.whom.${isAskedFor(of, role)}`)}
          {...choice}
          nothingFoundMessage={t('relationship.nobody')}
          data-autofocus
          {...form.getInputProps('otherId')}
        />
        <TextInput
          label={t('relationship.position')}
          placeholder={t('relationship.positionHint')}
          maxLength={100}
          {...form.getInputProps('title')}
        />
        <TextInput type="date" label={t('since')} {...form.getInputProps('since')} />
        <FormButtons submit={t('relationship.do')} isBusy={form.submitting} onCancel={close} />
      </Stack>
    </form>
  );
}

/** A site is asked for whoever belongs to it. */
function rolesFor(of: End): readonly RelationshipRole[] {
  return 'site' in of ? siteRoles : [...companyRoles, ...siteRoles];
}

/** What the form asks for at the other end. */
function isAskedFor(of: End, role: RelationshipRole): 'contact' | 'company' | 'site' {
  if ('site' in of) return 'contact';
  if (isSiteRole(role)) return 'site';
  return of.contact.kind === 'company' ? 'contact' : 'company';
}

function endsOf(of: End, role: RelationshipRole, otherId: string) {
  if ('site' in of) return { contactId: otherId, siteId: of.site.id };
  if (isSiteRole(role)) return { contactId: of.contact.id, siteId: otherId };
  return of.contact.kind === 'company'
    ? { contactId: otherId, companyId: of.contact.id }
    : { contactId: of.contact.id, companyId: otherId };
}

/** Who or what can be chosen at the other end. */
function useOthers(of: End, role: RelationshipRole, chosen: string) {
  const asked = isAskedFor(of, role);
  const people = useCustomerChoice(chosen, {
    except: 'contact' in of ? of.contact.id : undefined,
    ...(asked === 'company' && { kind: 'company' }),
  });
  const contacts = useTable('contacts');
  const sites = useRecords('sites');
  const siteOptions = useMemo(
    () =>
      sites.filter(isCurrent).map((site) => ({
        value: site.id,
        label: [siteLabel(site), contacts.get(site.contactId)?.name].filter(Boolean).join(' · '),
      })),
    [contacts, sites],
  );
  return asked === 'site' ? { data: siteOptions, searchable: true, limit: 40 } : people;
}
