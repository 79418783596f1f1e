import { ActionIcon, Collapse, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconChevronRight, IconCloud, IconCpu } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isApproved, placeOf } from '#shared/agent/providers.ts';
import type { ModelProvider } from '#shared/domain/model-provider.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { KeepsUnsaved, StateBadge, type Tone } from '#renderer/ui/index.ts';
import { ProviderEditor } from './provider-editor.tsx';
import classes from './assistant.module.css';

interface ProviderListProps {
  providers: ModelProvider[];
  localOnly: boolean;
  /** Whose settings are open. */
  open: string | undefined;
  onOpen: (id: string | undefined) => void;
}

/** Who is asked, from the top down. The built-in assistant is always the last. */
export function ProviderList({ providers, localOnly, open, onOpen }: ProviderListProps) {
  const { t } = useTranslation('assistant');
  const ids = providers.map(({ id }) => id);

  function move(index: number, by: number) {
    const chain = [...ids];
    chain.splice(index + by, 0, ...chain.splice(index, 1));
    ignore(run('ai.configure', { chain }));
  }

  return (
    <ol className={classes.chain} aria-label={t('models')}>
      {providers.map((provider, index) => (
        <li key={provider.id}>
          <div className={classes.provider}>
            <UnstyledButton
              className={classes.open}
              aria-expanded={open === provider.id}
              onClick={() => onOpen(open === provider.id ? undefined : provider.id)}
            >
              <IconChevronRight size={16} stroke={1.5} className={classes.chevron} />
              <Icon provider={provider} />
              <span className={classes.name}>{provider.name}</span>
              <span className={classes.model}>{provider.model || t('noModel')}</span>
            </UnstyledButton>
            <Standing provider={provider} localOnly={localOnly} />
            <MoveButton label={t('up', provider)} disabled={index === 0} onClick={() => move(index, -1)}>
              <IconArrowUp size={16} stroke={1.5} />
            </MoveButton>
            <MoveButton
              label={t('down', provider)}
              disabled={index === ids.length - 1}
              onClick={() => move(index, 1)}
            >
              <IconArrowDown size={16} stroke={1.5} />
            </MoveButton>
          </div>
          <Collapse expanded={open === provider.id}>
            {open === provider.id && (
              <KeepsUnsaved of={provider.id}>
                <ProviderEditor provider={provider} localOnly={localOnly} />
              </KeepsUnsaved>
            )}
          </Collapse>
        </li>
      ))}
      <li className={classes.provider}>
        <span className={classes.open} data-still>
          <IconCpu size={18} stroke={1.5} />
          <span className={classes.name}>{t('basic')}</span>
          <span className={classes.model}>{t('basicHint')}</span>
        </span>
        <StateBadge tone="neutral">{t('place_local')}</StateBadge>
      </li>
    </ol>
  );
}

function Icon({ provider }: { provider: ModelProvider }) {
  const Part = placeOf(provider) === 'local' ? IconCpu : IconCloud;
  return <Part size={18} stroke={1.5} />;
}

/** Whether it would be asked, in a word. */
function Standing({ provider, localOnly }: { provider: ModelProvider; localOnly: boolean }) {
  const { t } = useTranslation('assistant');
  const [tone, word] = standingOf(provider, localOnly);
  return <StateBadge tone={tone}>{t(word)}</StateBadge>;
}

function standingOf(provider: ModelProvider, localOnly: boolean): [Tone, string] {
  if (placeOf(provider) === 'local') return ['neutral', 'place_local'];
  if (localOnly) return ['neutral', 'standing_off'];
  return isApproved(provider) ? ['info', 'place_remote'] : ['warn', 'standing_look'];
}

interface MoveButtonProps {
  label: string;
  disabled: boolean;
  onClick: () => void;
  children: React.ReactNode;
}

function MoveButton({ label, ...rest }: MoveButtonProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      className={classes.move}
      aria-label={label}
      title={label}
      {...rest}
    />
  );
}
