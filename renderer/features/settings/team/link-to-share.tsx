import type { ReactNode } from 'react';
import { Button, CopyButton, Group } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { QrCode } from './qr-code.tsx';
import classes from './team.module.css';

interface LinkToShareProps {
  link: string;
  /** What the code for a camera is, for who cannot see it. */
  codeLabel: string;
  /** What to do with it. */
  how: string;
  copy: string;
  copied: string;
  /** Until when it works. */
  note: string;
  /** Beside the button that copies. */
  children?: ReactNode;
}

/** A link to hand over, to copy or to be read by a camera. */
export function LinkToShare({ link, codeLabel, how, copy, copied, note, children }: LinkToShareProps) {
  return (
    <div className={classes.link}>
      <QrCode text={link} label={codeLabel} />
      <div className={classes.linkWords}>
        <p>{how}</p>
        <code className={classes.address} title={link}>
          {link}
        </code>
        <Group gap={8}>
          <CopyButton value={link}>
            {({ copied: isCopied, copy: doCopy }) => (
              <Button
                size="xs"
                onClick={doCopy}
                leftSection={
                  isCopied ? <IconCheck size={18} stroke={1.5} /> : <IconCopy size={18} stroke={1.5} />
                }
              >
                {isCopied ? copied : copy}
              </Button>
            )}
          </CopyButton>
          {children}
        </Group>
        <p className={classes.note}>{note}</p>
      </div>
    </div>
  );
}
