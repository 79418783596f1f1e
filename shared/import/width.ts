/**
 * How many columns of a file are read: nobody's list is wider, and one line of many marks, or cards of many names, must
 * not make all rows as long.
 */
export const widest = 500;
