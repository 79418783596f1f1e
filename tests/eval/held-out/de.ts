import { labelled } from '../label.ts';

export const german = labelled('de', [
  [
    'plumber',
    'booking',
    'Hallo, bei uns ist der Abfluss in der Dusche verstopft. Hätten Sie am Dienstag gegen 16 Uhr Zeit?',
    { service: 'drain', day: '2026-11-24', time: '16:00' },
  ],
  [
    'electrician',
    'booking',
    'Könnten Sie übermorgen um halb neun zwei Steckdosen setzen? Wir wohnen in der Gartenstraße 17',
    { service: 'socket', day: '2026-11-22', time: '08:30', place: 'Gartenstraße 17' },
  ],
  [
    'cleaner',
    'booking',
    'Guten Tag, ich bräuchte eine Grundreinigung am 30.11. um 8 Uhr',
    { service: 'deep', day: '2026-11-30', time: '08:00' },
  ],
  [
    'gardener',
    'booking',
    'rasen mähen bitte, am besten do vormittag',
    { service: 'lawn', day: '2026-11-26' },
  ],
  [
    'salon',
    'booking',
    'Wäre nächsten Mittwoch um viertel nach zwei noch was frei zum Färben?',
    { service: 'colouring', day: '2026-11-25', time: '14:15' },
  ],
  ['plumber', 'price', 'Mit was muss ich bei einer Heizungswartung ungefähr rechnen?', { service: 'boiler' }],
  ['salon', 'price', 'Was nehmt ihr für einen Herrenschnitt?', { service: 'haircut' }],
  [
    'gardener',
    'complaint',
    'Die Hecke sieht furchtbar aus, total schief geschnitten. So bezahle ich das nicht.',
    { service: 'hedge' },
  ],
  ['cleaner', 'hours', 'Bis wann kann man Sie heute noch erreichen?', {}],
  ['electrician', 'location', 'Wo genau ist Ihr Laden?', {}],
  ['salon', 'human', 'Ich möchte bitte mit einem Mitarbeiter sprechen', {}],
  ['electrician', 'thanks', 'Super, vielen lieben Dank!', {}],
  ['plumber', 'other', 'Der Hund ist im Garten, bitte das Tor zumachen', {}],
]);
