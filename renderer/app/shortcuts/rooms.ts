/** The rooms with the letter that goes there after `g`. */
export const rooms = [
  { key: 'i', to: '/inbox', word: 'inbox' },
  { key: 'p', to: '/people', word: 'people' },
  { key: 'j', to: '/jobs', word: 'jobs' },
  { key: 'm', to: '/money', word: 'money' },
  { key: 's', to: '/settings', word: 'settings' },
] as const;
