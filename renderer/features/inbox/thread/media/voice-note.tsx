import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { ShownFile } from '#renderer/state/files/file-urls.ts';
import { readWaveform, type Waveform } from './waveform.ts';
import classes from './media.module.css';

const speeds = [1, 1.5, 2] as const;
/** How far an arrow key goes, in seconds. */
const step = 5;

/** Plays a voice note or an audio file. `onUnplayable`: this engine knows no such sound. */
export function VoiceNote({ file, onUnplayable }: { file: ShownFile; onUnplayable: () => void }) {
  const { t } = useTranslation('media');
  const audio = useRef<HTMLAudioElement>(null);
  const waveform = useWaveform(file.blob);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [length, setLength] = useState<number>();
  const [speed, setSpeed] = useState<(typeof speeds)[number]>(1);
  const seconds = waveform?.seconds ?? length ?? 0;

  const seek = (to: number) => {
    if (audio.current !== null) audio.current.currentTime = Math.max(0, Math.min(seconds, to));
  };
  const toggle = () => {
    const player = audio.current;
    if (player === null) return;
    if (player.paused) ignore(player.play().catch(() => undefined));
    else player.pause();
  };
  const faster = () => {
    const next = speeds[(speeds.indexOf(speed) + 1) % speeds.length]!;
    setSpeed(next);
    if (audio.current !== null) audio.current.playbackRate = next;
  };
  const label = t(playing ? 'pause' : 'play');

  return (
    <div className={classes.voice}>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- a voice note of a customer has no captions */}
      <audio
        ref={audio}
        src={file.url}
        preload="metadata"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => seek(0)}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
        onLoadedMetadata={({ currentTarget: { duration } }) => {
          if (Number.isFinite(duration)) setLength(duration);
        }}
        onError={onUnplayable}
      />
      <Tooltip label={label}>
        <ActionIcon variant="light" radius="xl" size={32} aria-label={label} onClick={toggle}>
          {playing ? <IconPlayerPauseFilled size={16} /> : <IconPlayerPlayFilled size={16} />}
        </ActionIcon>
      </Tooltip>
      <Bars waveform={waveform} at={at} seconds={seconds} onSeek={seek} />
      <span className={classes.clock}>{clock(playing || at > 0 ? at : seconds)}</span>
      <Tooltip label={t('speed')}>
        <UnstyledButton
          className={classes.speed}
          aria-label={t('speedIs', { speed })}
          onClick={faster}
        >{`${speed}×`}</UnstyledButton>
      </Tooltip>
    </div>
  );
}

interface BarsProps {
  waveform: Waveform | undefined;
  at: number;
  seconds: number;
  onSeek: (to: number) => void;
}

/** Where it is loud and where one is: a slider that can be pressed anywhere. */
function Bars({ waveform, at, seconds, onSeek }: BarsProps) {
  const { t } = useTranslation('media');
  const peaks = waveform?.peaks ?? flat;
  const press = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    onSeek(((event.clientX - left) / width) * seconds);
  };
  const key = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onSeek(at + by);
  };
  return (
    <div
      className={classes.bars}
      // A range input could not be drawn as a waveform.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="slider"
      tabIndex={0}
      aria-label={t('position')}
      aria-valuemin={0}
      aria-valuemax={Math.round(seconds)}
      aria-valuenow={Math.round(at)}
      aria-valuetext={clock(at)}
      onPointerDown={press}
      onKeyDown={key}
    >
      {peaks.map((peak, index) => (
        <span
          // Bars have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          data-played={seconds > 0 && index / peaks.length < at / seconds ? true : undefined}
          style={{ height: `${Math.max(10, Math.round(peak * 100))}%` }}
        />
      ))}
    </div>
  );
}

const flat = Array.from({ length: 44 }, () => 0.2);

function useWaveform(blob: Blob): Waveform | undefined {
  const [waveform, setWaveform] = useState<Waveform>();
  useEffect(() => {
    let gone = false;
    const reading = readWaveform(blob).then((read) => {
      if (!gone) setWaveform(read);
    });
    ignore(reading);
    return () => {
      gone = true;
    };
  }, [blob]);
  return waveform;
}

function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
