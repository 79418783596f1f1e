/** Opens the development profile, which holds the sample business and nothing of anybody's. No build has it. */
export const developmentPassphrase = 'the development profile is open to everybody';
