/** The furthest moment from 1970 that a `Date` holds, in milliseconds. */
export const furthestMoment = 8.64e15;
