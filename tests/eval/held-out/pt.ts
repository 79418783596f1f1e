import { labelled } from '../label.ts';

export const portuguese = labelled('pt', [
  [
    'plumber',
    'booking',
    'Bom dia, a sanita não pára de correr água. Dá para virem cá na segunda às 14h30?',
    { service: 'toilet', day: '2026-11-23', time: '14:30' },
  ],
  [
    'electrician',
    'booking',
    'Queria agendar a inspeção do quadro elétrico, dia 3 de dezembro às 9h. Avenida da República 80',
    { service: 'fuse', day: '2026-12-03', time: '09:00', place: 'Avenida da República 80' },
  ],
  [
    'cleaner',
    'booking',
    'oi tudo bem? vcs teriam horário amanhã pra lavar o tapete?',
    { service: 'carpet', day: '2026-11-21' },
  ],
  [
    'gardener',
    'booking',
    'A sebe precisa de ser aparada, pode ser na próxima quarta de manhã?',
    { service: 'hedge', day: '2026-11-25' },
  ],
  [
    'salon',
    'booking',
    'Posso marcar corte de cabelo para sábado ao meio-dia?',
    { service: 'haircut', day: '2026-11-21', time: '12:00' },
  ],
  ['plumber', 'price', 'Quanto levam por trocar uma torneira?', { service: 'tap' }],
  ['gardener', 'price', 'Podiam mandar um orçamento para cortar duas árvores?', { service: 'tree' }],
  [
    'cleaner',
    'complaint',
    'A senhora da limpeza deixou as janelas todas manchadas, fiquei muito desiludida',
    { service: 'window' },
  ],
  ['electrician', 'hours', 'A que horas abrem amanhã?', {}],
  ['salon', 'location', 'Onde é que fica o salão?', {}],
  ['gardener', 'human', 'Prefiro falar com uma pessoa, se não se importa', {}],
  ['plumber', 'thanks', 'Impecável, muito obrigada pela ajuda!', {}],
  ['salon', 'greeting', 'Boa tarde, como estão?', {}],
]);
