import { create } from 'zustand';

/** The menus of a conversation's head, which keys open as well as clicks. */
export type HeadMenu = 'assign' | 'label' | 'snooze' | 'priority';

export const useOpenMenu = create<{ open: HeadMenu | undefined }>(() => ({ open: undefined }));

export function openMenu(open: HeadMenu | undefined): void {
  useOpenMenu.setState({ open });
}

/** What a Mantine menu needs to be one of them. */
export function useHeadMenu(name: HeadMenu): { opened: boolean; onChange: (opened: boolean) => void } {
  const opened = useOpenMenu(({ open }) => open === name);
  return { opened, onChange: (next) => openMenu(next ? name : undefined) };
}
