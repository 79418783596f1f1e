import type { StreamEvent } from '#shared/bridge/contract.ts';

export interface Layer {
  digest: string;
  /** Bytes. */
  completed: number;
  total: number;
}

/** A model on its way: what the server does now, and each of its layers. */
export interface Download {
  status: string;
  layers: Layer[];
}

export const beginning: Download = { status: '', layers: [] };

/** The download after a line of the server. A layer's first line may leave out how much of it is there. */
export function next(download: Download, event: StreamEvent<'models.pull'>): Download {
  const { status, digest, total, completed } = event;
  if (digest === undefined || total === undefined) return { ...download, status };
  const before = download.layers.find((layer) => layer.digest === digest);
  const layer = { digest, total, completed: completed ?? before?.completed ?? 0 };
  if (before === undefined) return { status, layers: [...download.layers, layer] };
  return { status, layers: download.layers.map((each) => (each === before ? layer : each)) };
}

/** From 0 to 1. */
export function shareOf({ completed, total }: Layer): number {
  return total === 0 ? 1 : Math.min(1, completed / total);
}

export type Stage = 'starting' | 'fetching' | 'checking' | 'finishing';

/** What the server does, from its own words for it. */
export function stageOf({ status, layers }: Download): Stage {
  if (/verif/i.test(status)) return 'checking';
  if (/writing|success/i.test(status)) return 'finishing';
  return layers.length > 0 ? 'fetching' : 'starting';
}

/** Which layer is on its way, and of how many that are known. */
export function countsOf({ layers }: Download): { number: number; count: number } {
  const whole = layers.filter((layer) => shareOf(layer) === 1).length;
  return { number: Math.min(whole + 1, layers.length), count: layers.length };
}
