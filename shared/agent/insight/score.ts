import type { Want } from '../acts/wants.ts';
import type { ReplyFacts } from '../facts.ts';

/** Why a score is what it is; each is a sentence of the window's messages. */
export const scoreReasons = [
  'booking',
  'price',
  'service',
  'day',
  'address',
  'returning',
  'recent',
  'quiet',
  'complaint',
  'quoted',
  'looked',
  'overdue',
] as const;
export type ScoreReason = (typeof scoreReasons)[number];

export interface LeadScore {
  /** 0 to 100: how likely work comes of it. */
  value: number;
  reasons: { reason: ScoreReason; points: number }[];
  /** Somebody has set it: it stays until they let go of it. */
  isManual: boolean;
}

const points: Record<ScoreReason, number> = {
  booking: 35,
  price: 20,
  service: 15,
  day: 15,
  address: 10,
  returning: 15,
  recent: 10,
  quiet: -20,
  complaint: -20,
  quoted: 10,
  looked: 15,
  overdue: -15,
};

const day = 86_400_000;
const [recentDays, quietDays] = [2, 14];

/** What the customer has said that they want. */
export interface Asked {
  wants: readonly Want[];
  hasService: boolean;
  hasDay: boolean;
}

/** The same records always give the same score, and every point has its reason. */
export function leadScore(
  {
    contact,
    jobs,
    messages,
    now,
    enquiry,
  }: Pick<ReplyFacts, 'contact' | 'jobs' | 'messages' | 'now' | 'enquiry'>,
  asked: Asked,
): LeadScore {
  const lastIn = messages.findLast(({ direction }) => direction === 'in')?.at;
  const silence = lastIn === undefined ? Infinity : now - lastIn;
  const holds: Record<ScoreReason, boolean> = {
    booking: asked.wants.includes('booking'),
    price: asked.wants.includes('price'),
    service: asked.hasService,
    day: asked.hasDay,
    address: Object.keys(contact?.addresses ?? {}).length > 0,
    returning: jobs.some(({ state }) => ['completed', 'invoiced', 'closed'].includes(state)),
    recent: silence <= recentDays * day,
    // Who has never written is not silent.
    quiet: lastIn !== undefined && silence > quietDays * day,
    complaint: asked.wants.includes('complaint'),
    quoted: enquiry?.stage === 'quoted',
    looked: enquiry?.isLookedAt === true,
    overdue: enquiry?.isOverdue === true,
  };
  const reasons = scoreReasons
    .filter((reason) => holds[reason])
    .map((reason) => ({ reason, points: points[reason] }));
  const sum = reasons.reduce((total, each) => total + each.points, 0);
  const fixed = enquiry?.score ?? contact?.leadScore;
  const value = fixed ?? Math.min(100, Math.max(0, sum));
  return { value, reasons, isManual: fixed !== undefined };
}
