import { Button, Loader, Menu, Tooltip } from '@mantine/core';
import { IconMail, IconMessage, IconSend } from '@tabler/icons-react';

export interface WayToSend {
  by: 'talk' | 'mail';
  label: string;
  onChoose: () => void;
}

interface SendChoiceProps {
  label: string;
  /** At most one of each kind. */
  ways: WayToSend[];
  /** Why there is none. */
  why?: string | undefined;
  isBusy?: boolean;
  disabled?: boolean;
  variant?: 'default' | 'filled';
}

const signs = { talk: IconMessage, mail: IconMail } as const;

/** Sends with one click where there is one way to the customer; where there are several, asks which. */
export function SendChoice({ label, ways, why, isBusy, disabled, variant = 'default' }: SendChoiceProps) {
  const [only, ...others] = ways;
  const isOff = only === undefined || disabled === true;
  const button = (
    <Button
      size="xs"
      variant={variant}
      leftSection={isBusy ? <Loader size={14} color="currentColor" /> : <IconSend size={16} stroke={1.5} />}
      aria-busy={isBusy}
      aria-disabled={isOff}
      data-disabled={isOff || undefined}
      onClick={others.length === 0 && !isOff && !isBusy ? only.onChoose : undefined}
    >
      {label}
    </Button>
  );
  if (others.length === 0 || isOff)
    return (
      <Tooltip label={why} disabled={why === undefined || only !== undefined}>
        {button}
      </Tooltip>
    );
  return (
    <Menu position="bottom-end">
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        {ways.map(({ by, label: name, onChoose }) => {
          const Sign = signs[by];
          return (
            <Menu.Item key={by} leftSection={<Sign size={16} stroke={1.5} />} onClick={onChoose}>
              {name}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
