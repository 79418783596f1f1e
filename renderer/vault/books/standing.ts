/** The books that every workspace has from its first day, the index first: it lists all others. */
export const standingBooks: readonly string[] = ['index', 'talk', 'people', 'desk', 'secrets', 'device'];
