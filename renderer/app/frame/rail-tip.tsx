import type { ReactNode } from 'react';
import { Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';

interface RailTipProps {
  label: string;
  /** Also beside the wide rail, where the label says more than the word. */
  always?: boolean;
  children: ReactNode;
}

/** Says in a tooltip what the narrow rail leaves out. */
export function RailTip({ label, always = false, children }: RailTipProps) {
  const narrow = useMediaQuery('(max-width: 1100px)', false, { getInitialValueInEffect: false });
  return (
    <Tooltip label={label} position="right" disabled={!narrow && !always}>
      {children}
    </Tooltip>
  );
}
