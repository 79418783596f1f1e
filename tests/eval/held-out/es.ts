import { labelled } from '../label.ts';

export const spanish = labelled('es', [
  [
    'plumber',
    'booking',
    'Buenas, se me ha roto el grifo del baño. ¿Podríais pasaros el jueves sobre las 5 de la tarde?',
    { service: 'tap', day: '2026-11-26', time: '17:00' },
  ],
  [
    'electrician',
    'booking',
    'Necesito poner tres enchufes en el salón, vivo en Calle Alcalá 45. ¿El martes a las 9:30 os va bien?',
    { service: 'socket', day: '2026-11-24', time: '09:30', place: 'Calle Alcalá 45' },
  ],
  [
    'cleaner',
    'booking',
    'hola quería reservar limpieza de cristales para pasado mañana',
    { service: 'window', day: '2026-11-22' },
  ],
  [
    'gardener',
    'booking',
    'El césped está altísimo, ¿tenéis hueco el 27 a mediodía?',
    { service: 'lawn', day: '2026-11-27', time: '12:00' },
  ],
  [
    'salon',
    'booking',
    'Me podéis dar cita para corte de pelo mañana a las once menos cuarto',
    { service: 'haircut', day: '2026-11-21', time: '10:45' },
  ],
  ['plumber', 'price', '¿Por cuánto me saldría desatascar el desagüe de la cocina?', { service: 'drain' }],
  ['salon', 'price', 'Qué cobráis por una manicura?', { service: 'manicure' }],
  ['electrician', 'complaint', 'Quedamos a las 10 y no ha aparecido nadie. Esto es una tomadura de pelo', {}],
  ['gardener', 'hours', '¿Trabajáis los sábados?', {}],
  ['salon', 'location', '¿En qué calle estáis?', {}],
  ['plumber', 'human', 'No quiero hablar con una máquina, páseme con alguien', {}],
  ['cleaner', 'thanks', 'Perfecto, mil gracias por todo', {}],
  ['cleaner', 'other', 'El perro no muerde, no os preocupéis', {}],
]);
