import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { ignore } from '#shared/lib/ignore.ts';
import { toggleAgent } from '#renderer/state/agent.ts';
import { openCall } from '#renderer/state/call.ts';
import { redo, undo } from '#renderer/state/commands.ts';
import { rightIn, useSession } from '#renderer/state/session.ts';
import { isTyping } from '#renderer/ui/index.ts';
import { useScreens } from '../screens.ts';

/** After `g`, so long the second key is waited for. */
const chordMilliseconds = 1_200;

/** Undo and redo, `g` and a screen's letter, `?`. Ctrl+K belongs to the palette itself. None of them while typing. */
export function useShortcuts(): { helpOpened: boolean; openHelp: () => void; closeHelp: () => void } {
  const [helpOpened, setHelpOpened] = useState(false);
  const navigate = useNavigate();
  const screens = useScreens();
  const chordUntil = useRef(0);

  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isCalling(event) || event.altKey) return;
    if (isAsking(event)) return;
    if (isTyping(event.target)) return;
    if (event.ctrlKey || event.metaKey) return handleUndo(event);
    if (document.querySelector('[role="dialog"]') !== null) return;
    const to =
      event.timeStamp < chordUntil.current
        ? screens.find((screen) => screen.key === event.key)?.to
        : undefined;
    chordUntil.current = event.key === 'g' ? event.timeStamp + chordMilliseconds : 0;
    if (event.key === '?') setHelpOpened(true);
    if (to === undefined) return;
    event.preventDefault();
    giveFocusToList();
    ignore(navigate({ to }));
  });

  useEffect(() => {
    document.addEventListener('keydown', handle);
    return () => document.removeEventListener('keydown', handle);
  }, []);
  return { helpOpened, openHelp: () => setHelpOpened(true), closeHelp: () => setHelpOpened(false) };
}

/** The list of the room that is open takes it at once; that of another room when it is there, as nobody else has it. */
function giveFocusToList(): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement) activeElement.blur();
  document.querySelector<HTMLElement>('main [role="grid"]')?.focus({ preventScroll: true });
}

/** Ctrl+J opens and closes the assistant, also while typing. */
function isAsking(event: KeyboardEvent): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== 'j') return false;
  event.preventDefault();
  toggleAgent();
  return true;
}

/** Ctrl+N takes down a call, also while typing; a browser's tab keeps that to itself, and Alt+N does it there. */
function isCalling(event: KeyboardEvent): boolean {
  const modifiers = [event.ctrlKey || event.metaKey, event.altKey].filter(Boolean).length;
  if (event.code !== 'KeyN' || event.shiftKey || modifiers !== 1) return false;
  if (rightIn(useSession.getState().access, 'people') !== 'write') return false;
  event.preventDefault();
  openCall();
  return true;
}

function handleUndo(event: KeyboardEvent): void {
  const key = event.key.toLowerCase();
  const again = key === 'y' || (key === 'z' && event.shiftKey);
  if (key !== 'z' && !again) return;
  event.preventDefault();
  ignore(again ? redo() : undo());
}
