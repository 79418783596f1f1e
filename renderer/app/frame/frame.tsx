import { Suspense, useState } from 'react';
import { Outlet, useLocation } from '@tanstack/react-router';
import { TitleSlot } from '#renderer/ui/index.ts';
import { Header } from './header.tsx';
import { useClosedScreen } from '../screens.ts';
import { Rail } from './rail.tsx';
import { Notices } from './notices.tsx';
import { ScreenClosed } from './screen-closed.tsx';
import { ScreenOpening } from './screen-opening.tsx';
import { ClosedBanner } from './closed-banner.tsx';
import { HandoverBanner } from './handover-banner.tsx';
import { DangerBanner } from './danger-banner.tsx';
import { NewsBanner } from './news-banner.tsx';
import { NomineeBanner } from './nominee-banner.tsx';
import { PauseBanner } from './pause-banner.tsx';
import { ProgramBanner } from './program-banner.tsx';
import { StorageBanner } from './storage-banner.tsx';
import classes from './frame.module.css';

interface FrameProps {
  onSearch: () => void;
  onAsk: () => void;
  onCall: () => void;
  onLock: () => void;
}

/** The rail, the header and the screen that is open. */
export function Frame({ onSearch, onAsk, onCall, onLock }: FrameProps) {
  const [titleSlot, setTitleSlot] = useState<HTMLElement | null>(null);
  const closed = useClosedScreen(useLocation().pathname);
  return (
    <div className={classes.frame}>
      <Rail />
      <Header titleSlot={setTitleSlot} onSearch={onSearch} onAsk={onAsk} onCall={onCall} onLock={onLock} />
      <div className={classes.banner}>
        <ClosedBanner />
        <HandoverBanner />
        <NomineeBanner />
        <DangerBanner />
        <ProgramBanner />
        <PauseBanner />
        <StorageBanner />
        <NewsBanner />
      </div>
      <main className={classes.main}>
        <TitleSlot value={titleSlot}>
          <Suspense fallback={<ScreenOpening />}>
            {closed === undefined ? <Outlet /> : <ScreenClosed screen={closed} />}
          </Suspense>
        </TitleSlot>
      </main>
      <Notices />
    </div>
  );
}
