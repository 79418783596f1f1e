import type { ServicePlace } from '../names.ts';

/** Everything a public page says by itself. `{name}` and the like are put in by `fill`. */
export interface PageWords {
  language: string;
  services: string;
  from: string;
  range: string;
  ask: string;
  per: string;
  minutes: string;
  hours: string;
  closed: string;
  contact: string;
  phone: string;
  email: string;
  website: string;
  area: string;
  languages: string;
  lock: string;
  lockWho: string;
  lockMore: string;
  noScript: string;
  noForm: string;
  tooOld: string;
  keyMissing: string;
  keyWrong: string;
  reach: string;

  request: string;
  requestHint: string;
  inquiry: string;
  service: string;
  other: string;
  wishes: string;
  wish: string;
  day: string;
  partOfDay: string;
  anyTime: string;
  morning: string;
  afternoon: string;
  evening: string;
  addWish: string;
  removeWish: string;
  noTime: string;
  withTime: string;
  chooseTime: string;
  time: string;
  holding: string;
  heldUntil: string;
  timeTaken: string;
  timeMissing: string;
  askInstead: string;
  timesAgain: string;
  sentAtOnce: string;
  seatsLeft: string;
  atYours: string;
  atOurs: string;
  byPhone: string;
  byVideo: string;
  joinVideo: string;
  waits: string;
  yourName: string;
  reachYou: string;
  street: string;
  postcode: string;
  city: string;
  words: string;
  photos: string;
  photosHint: string;
  photo: string;
  removePhoto: string;
  photoWrong: string;
  photosMany: string;
  sendingPhoto: string;
  photosLeft: string;
  photosAgain: string;
  reminders: string;
  marketing: string;
  notice: string;
  required: string;
  send: string;
  sealing: string;
  sending: string;

  missing: string;
  missingReach: string;
  wrongEmail: string;
  wrongPhone: string;
  wrongDay: string;
  check: string;
  notSent: string;
  tooMany: string;
  changed: string;

  sent: string;
  sentNext: string;
  reference: string;
  statusLink: string;
  keepLink: string;
  copy: string;
  copied: string;

  statusTitle: string;
  received: string;
  asked: string;
  confirmed: string;
  moved: string;
  declined: string;
  cancelled: string;
  onTheWay: string;
  done: string;
  zone: string;
  theyWrite: string;
  calendar: string;
  cancel: string;
  cancelSure: string;
  move: string;
  changeWords: string;
  until: string;
  tooLate: string;
  changeSent: string;
  noStatus: string;
  wrongLink: string;
  back: string;
  /** In the place of a name, where the page is gone. */
  business: string;
  gone: string;
}

/** Puts values into the places that a text has for them. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** What is said of each place. */
export const placeWords = {
  customer: 'atYours',
  business: 'atOurs',
  phone: 'byPhone',
  video: 'byVideo',
} as const satisfies Record<ServicePlace, keyof PageWords>;
