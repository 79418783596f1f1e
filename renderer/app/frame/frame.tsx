import { Suspense, useState } from 'react';
import { Outlet, useLocation } from '@tanstack/react-router';
import { TitleSlot } from '#renderer/ui/index.ts';
import { Header } from './header.tsx';
import { useClosedRoom } from '../rooms.ts';
import { Rail } from './rail.tsx';
import { Notices } from './notices.tsx';
import { RoomClosed } from './room-closed.tsx';
import { RoomOpening } from './room-opening.tsx';
import { StorageBanner } from './storage-banner.tsx';
import classes from './frame.module.css';

interface FrameProps {
  onSearch: () => void;
  onAsk: () => void;
  onLock: () => void;
}

/** The rail, the header and the room that is open. */
export function Frame({ onSearch, onAsk, onLock }: FrameProps) {
  const [titleSlot, setTitleSlot] = useState<HTMLElement | null>(null);
  const closed = useClosedRoom(useLocation().pathname);
  return (
    <div className={classes.frame}>
      <Rail />
      <Header titleSlot={setTitleSlot} onSearch={onSearch} onAsk={onAsk} onLock={onLock} />
      <StorageBanner />
      <main className={classes.main}>
        <TitleSlot value={titleSlot}>
          <Suspense fallback={<RoomOpening />}>
            {closed === undefined ? <Outlet /> : <RoomClosed room={closed} />}
          </Suspense>
        </TitleSlot>
      </main>
      <Notices />
    </div>
  );
}
