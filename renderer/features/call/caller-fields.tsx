import { ActionIcon, Combobox, TextInput, Tooltip, useCombobox } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { useTable } from '#renderer/state/records.ts';
import { type SearchFilter, useSearchAnswer } from '#renderer/state/search.ts';
import { type CallValues, isNumber } from './call-values.ts';
import classes from './call.module.css';

const known = { kinds: ['contact', 'site'], limit: 6 } satisfies SearchFilter;

interface Found {
  id: string;
  name: string;
  detail: string;
}

/** Number or name; those who are known are offered as it is typed. For somebody new the other one of the two is asked. */
export function CallerFields({ form }: { form: UseFormReturnType<CallValues> }) {
  const { t } = useTranslation('call');
  const { contactId, chosen, who } = form.values;
  if (contactId !== '')
    return (
      <TextInput
        label={t('who')}
        value={chosen}
        readOnly
        dir="auto"
        rightSection={
          <Tooltip label={t('someoneElse')}>
            <ActionIcon
              variant="subtle"
              aria-label={t('someoneElse')}
              onClick={() => form.setValues({ contactId: '', chosen: '', siteId: '' })}
            >
              <IconX size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        }
      />
    );
  return (
    <>
      <WhoField form={form} />
      {who.trim() !== '' && (
        <TextInput
          label={isNumber(who) ? t('name') : t('phone')}
          type={isNumber(who) ? 'text' : 'tel'}
          maxLength={isNumber(who) ? 200 : 40}
          dir="auto"
          {...form.getInputProps('name')}
        />
      )}
    </>
  );
}

function WhoField({ form }: { form: UseFormReturnType<CallValues> }) {
  const { t } = useTranslation('call');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const found = useFound(form.values.who);
  const input = form.getInputProps('who');

  function choose(id: string) {
    const one = found.find((each) => each.id === id);
    if (one === undefined) return;
    form.setValues({ contactId: one.id, chosen: one.name, siteId: '' });
    form.clearFieldError('who');
    combobox.closeDropdown();
    // The next thing that is asked for.
    requestAnimationFrame(() => form.getInputNode('wanted')?.focus());
  }

  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false}>
      <Combobox.Target>
        <TextInput
          label={t('who')}
          placeholder={t('whoHint')}
          data-autofocus
          autoComplete="off"
          maxLength={200}
          dir="auto"
          {...input}
          onChange={(event) => {
            input.onChange(event);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onBlur={(event) => {
            input.onBlur?.(event);
            combobox.closeDropdown();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={found.length === 0}>
        <Combobox.Options aria-label={t('known')}>
          {found.map(({ id, name, detail }) => (
            <Combobox.Option key={id} value={id} className={classes.option}>
              <span dir="auto">{name}</span>
              <span className={classes.detail} dir="auto">
                {detail}
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** Contacts by name or number, and those whose site it is. */
function useFound(who: string): Found[] {
  const contacts = useTable('contacts');
  const format = useFormat();
  const answer = useSearchAnswer(who, known);
  if (who.trim() === '') return [];
  const ids = new Set((answer?.hits ?? []).map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const contact = contacts.get(id);
    if (contact === undefined || contact.mergedInto !== undefined) return [];
    const number = Object.values(contact.phones ?? {})[0]?.number;
    return {
      id,
      name: contact.name,
      detail: [contact.company, number && format.phone(number)].filter(Boolean).join(' · '),
    };
  });
}
