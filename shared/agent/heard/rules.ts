import type { DangerKind } from '#shared/domain/danger.ts';
import type { Concept } from './concepts.ts';

export type Meaning = DangerKind | 'stop' | 'maybeStop' | 'stopReminders' | 'person' | 'assistant';

/** Concepts that mean something when they stand close to each other, and how surely. */
export interface Rule {
  means: Meaning;
  weight: number;
  /** Of each part one concept has to be there. */
  parts: readonly (readonly Concept[])[];
  /** Whether the parts may stand anywhere in a few sentences. */
  signs?: true;
}

type Part = Concept | readonly Concept[];

const pouring = ['pours', 'everywhere', 'cannotStop', 'rising', 'big'] as const;
const someone = ['person', 'child'] as const;
const dampThings = ['ceiling', 'electric'] as const;

/** From 2 on it is heard, from 3 on it is certain. What is ordinary takes away, what presses adds. */
export const rules: readonly Rule[] = [
  rule('gas', 3, 'gasLeak'),
  rule('gas', 3, 'gas', ['smell', 'leak', 'hiss', 'pours', 'leftOn']),
  rule('gas', 3, 'gas', 'symptom'),
  rule('gas', 2, 'gas', ['everywhere', 'broken', 'burst', 'cannotStop', 'comes']),
  rule('gas', 2, 'gasThing', ['smell', 'hiss']),
  rule('gas', 2, 'gas', 'urgent'),

  rule('fire', 3, 'onFire'),
  rule('fire', 3, 'explosion'),
  rule('fire', 1, ['fire', 'smoke']),
  rule('fire', 3, 'fireEmoji', ['rescue', 'urgent', 'smoke', 'burning']),
  rule('fire', 3, 'smoke', ['comes', 'pours', 'everywhere', 'electric', 'place', 'big']),
  rule('fire', 3, 'smoke', ['fire', 'burning']),
  rule('fire', 2, 'smoke', ['smell', 'exists', 'urgent', 'gasThing', 'wall', 'ceiling', 'structure']),
  rule('fire', 2, 'smokeAlarm', 'goesOff'),
  rule('fire', 3, 'fire', ['place', 'electric', 'gasThing', 'everywhere', 'cannotStop', 'structure', 'big']),
  rule('fire', 3, 'fire', ['exists', 'rescue', 'urgent']),
  rule('fire', 3, 'burning', ['smell', 'electric', 'gasThing']),
  rule('fire', 2, 'burning', ['place', 'structure']),

  rule('electricity', 3, 'shocked'),
  rule('electricity', 1, 'spark'),
  rule('electricity', 3, 'spark', ['electric', 'comes', 'pours', 'everywhere', 'gasThing', 'place']),
  rule('electricity', 2, 'spark', [
    'exists',
    'urgent',
    'big',
    'wall',
    'ceiling',
    'smoke',
    'burning',
    'smell',
  ]),
  rule('electricity', 2, 'electric', 'exposed'),
  rule('electricity', 2, 'electric', 'hot'),
  rule('electricity', 3, 'water', 'electric', ['comes', 'pours', 'leak', 'everywhere']),
  rule('electricity', 3, 'electric', 'explosion'),

  rule('water', 3, 'burstPipe'),
  rule('water', 3, 'throughCeiling'),
  rule('water', 3, 'burst', ['pipe', 'water']),
  rule('water', 3, 'water', dampThings, ['comes', 'pours', 'leak', 'everywhere']),
  rule('water', 3, 'water', pouring),
  rule('water', 3, 'flood', [
    'place',
    'everywhere',
    'urgent',
    'still',
    'water',
    'rising',
    'exists',
    'structure',
  ]),
  rule('water', 2, 'flood'),
  rule('water', 2, 'ceiling', ['pours', 'leak']),
  rule('water', 2, 'water', 'wall', ['comes', 'leak']),
  rule('water', 2, 'leak', 'everywhere'),
  rule('water', 3, 'pipe', ['pours', 'burst']),
  rule('water', 2, 'pipe', 'broken', ['water', 'everywhere', 'pours']),
  rule('water', 3, 'sewage', ['everywhere', 'pours', 'rising', 'comes']),

  rule('carbonMonoxide', 3, 'carbonAlarm', ['goesOff', 'beeps']),
  rule('carbonMonoxide', 3, 'carbonMonoxide', [
    'goesOff',
    'beeps',
    'symptom',
    'leak',
    'smell',
    'urgent',
    'dying',
  ]),
  rule('carbonMonoxide', 2, 'carbonMonoxide', ['gasThing', 'place', 'exists', 'unsure', 'everywhere']),
  rule('carbonMonoxide', 3, 'gasThing', 'symptom'),

  rule('injury', 3, 'dying'),
  rule('injury', 3, 'rescue', ['need', 'urgent']),
  rule('injury', 3, someone, ['injured', 'collapsed', 'bleeding', 'swallowed']),
  rule('injury', 3, 'swallowed', 'poison'),
  rule('injury', 3, 'fell', 'height'),
  rule('injury', 3, 'fell', 'offRoof', someone),
  rule('injury', 2, 'fell', someone, ['hurt', 'body', 'badly', 'urgent', 'cannotStop']),
  rule('injury', 3, 'bleeding', ['badly', 'body', 'cannotStop', 'everywhere', 'big']),
  rule('injury', 3, 'blood', ['everywhere', 'pours', 'big', 'cannotStop']),
  rule('injury', 3, 'wound', 'body', ['badly', 'bleeding', 'blood', 'big', 'urgent']),
  rule('injury', 2, 'wound', 'body'),
  rule('injury', 3, ['hurt', 'injured'], ['badly', 'urgent']),

  rule('threat', 3, 'threat'),
  rule('threat', 3, 'breaksIn'),
  rule('threat', 3, 'threatens', ['person', 'weapon', 'child', 'want']),
  rule('threat', 3, 'attacks', ['person', 'child', 'intruder', 'weapon', 'urgent']),
  rule('threat', 3, 'weapon', ['person', 'intruder', 'exists', 'attacks']),
  rule('threat', 3, 'intruder', 'place'),
  rule('threat', 3, 'stranger', 'insideHome'),

  rule('wishToDie', 3, 'wishToDie'),
  rule('wishToDie', 3, 'want', 'die'),
  rule('wishToDie', 3, 'notWant', 'live'),

  rule('trapped', 3, 'trapped'),
  rule('trapped', 3, someone, 'lockedIn'),

  rule('collapse', 3, 'structure', 'collapse'),
  rule('collapse', 3, 'ceiling', 'collapse'),
  rule('collapse', 3, 'wall', 'collapse'),

  sign('collapse', 2, ['structurePart', 'structure'], ['failing', 'collapse']),
  sign('collapse', 2, 'structurePart', 'cracking', ['growing', 'afraid', 'urgent']),
  sign('collapse', 2, 'lightPart', 'failing', ['growing', 'afraid', 'urgent', 'child']),
  sign('electricity', 2, ['wiring', 'electric'], ['wiringTrouble', 'spark', 'shocked', 'exposed', 'hot']),
  sign('electricity', 2, 'waterSource', 'gush', 'wiring'),
  sign('water', 2, ['waterSource', 'water', 'pipe'], ['gush', 'pours', 'rising', 'throughCeiling', 'flood']),
  sign('water', 2, ['waterSource', 'ceiling', 'pipe'], ['gush', 'pours', 'cannotStop', 'burst']),
  sign('gas', 2, ['gasSource', 'gas', 'gasThing'], ['gasSign', 'smell', 'hiss']),
  sign(
    'carbonMonoxide',
    2,
    ['detector', 'carbonAlarm'],
    ['sounds', 'goesOff', 'beeps', 'fumeSick', 'symptom'],
  ),
  sign('carbonMonoxide', 2, ['heater', 'gasThing'], ['fumeSick', 'symptom']),
  sign('carbonMonoxide', 2, 'everyone', ['fumeSick', 'symptom']),
  sign('carbonMonoxide', 2, 'heater', 'badFlame'),
  sign('fire', 2, 'burningThing', 'combustion'),
  sign('injury', 3, 'grave'),
  sign('injury', 2, ['someone', 'child'], ['harm', 'injured', 'collapsed', 'bleeding', 'swallowed']),
  sign('injury', 2, 'bodyPart', ['harm', 'wounds', 'bleeding', 'blood']),
  sign('injury', 2, 'someone', 'wounds', ['urgent', 'badly', 'afraid', 'height']),
  sign('threat', 3, 'menaced'),
  sign('threat', 2, ['menacer', 'intruder'], ['menace', 'attacks', 'threatens', 'weapon', 'afraid']),
  sign('wishToDie', 3, 'despair'),
  sign('wishToDie', 2, 'pointless', 'living'),
  sign('wishToDie', 2, 'cannot', 'goOn'),
  sign('wishToDie', 2, 'means', 'taking'),
  sign('trapped', 3, 'caught'),
  sign('trapped', 2, ['dependent', 'child'], ['locked', 'lockedIn'], 'enclosed'),

  rule('stop', 3, 'unsubscribing'),
  rule('stop', 3, 'refuse', 'contact'),
  rule('stop', 3, 'strike', 'ownEntry'),
  rule('maybeStop', 3, 'maybeStops'),
  rule('person', 3, 'notMachine'),
  rule('person', 3, 'callMe'),
  rule('person', 3, 'askFor', ['humanBeing', 'staff']),
  rule('stop', 3, 'unsubscribe'),
  rule('stop', 3, 'cease', ['sending', 'message']),
  rule('stop', 3, 'dontSend', 'again'),
  rule('stop', 3, 'dontSend', 'message'),
  rule('stop', 3, 'noMore', ['message', 'sending']),
  rule('stop', 3, 'notWant', ['receive', 'sending'], ['message', 'again']),
  rule('stop', 3, 'notWant', 'noMore', ['message', 'receive', 'sending']),
  rule('stop', 3, 'notWant', 'message'),
  rule('stop', 3, 'removeMe', ['list', 'myData']),
  rule('maybeStop', 3, 'stopInside'),
  rule('maybeStop', 3, 'dontSend'),
  rule('maybeStop', 3, 'cease', 'again'),
  rule('stopReminders', 3, ['cease', 'noMore', 'notWant', 'dontSend', 'unsubscribe'], 'reminder'),

  rule('person', 3, ['speak', 'speakTo'], 'human'),
  rule('person', 3, ['want', 'need'], ['notRobot', 'realHuman']),
  rule('assistant', 3, ['areYou', 'talkingTo'], 'robot'),
];

/** Those that need whole words close together. */
export const closeRules = rules.filter(({ signs }) => signs !== true);

function rule(means: Meaning, weight: number, ...parts: Part[]): Rule {
  return { means, weight, parts: parts.map((part) => (typeof part === 'string' ? [part] : part)) };
}

/** Like a rule, but its parts need not stand together. */
function sign(means: Meaning, weight: number, ...parts: Part[]): Rule {
  return { ...rule(means, weight, ...parts), signs: true };
}
