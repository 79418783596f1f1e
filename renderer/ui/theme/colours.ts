import type { MantineColorsTuple } from '@mantine/core';

/** The accent. 6 is the brass itself; 7 carries white text (5.3:1), 4 is the accent on dark paper. */
export const brass: MantineColorsTuple = [
  '#fbf5e9',
  '#f6e8cc',
  '#eed6a6',
  '#e7c079',
  '#e0a84a',
  '#cd8f2d',
  '#b7791f',
  '#925f13',
  '#764c0e',
  '#573809',
];

/** Paper and ink: greys with a faint warm tint. */
export const paper: MantineColorsTuple = [
  '#faf9f6',
  '#f3f1ec',
  '#e9e6df',
  '#dcd8cf',
  '#c6c0b5',
  '#a39c90',
  '#7d766b',
  '#625c52',
  '#47423a',
  '#2c2823',
];

/** The same for the dark theme: 0 is its ink, 7 its paper, 9 the deepest. */
export const night: MantineColorsTuple = [
  '#ece8e1',
  '#cdc7bd',
  '#aba498',
  '#827b70',
  '#4b463f',
  '#38342f',
  '#292622',
  '#1b1916',
  '#161412',
  '#100f0d',
];

export const ink = '#1f1c18';
