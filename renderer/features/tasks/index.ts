export { AboutLink } from './about-link.tsx';
export { TaskEntry } from './task-entry.tsx';
export { TaskList } from './task-list.tsx';
export { TaskSection } from './task-section.tsx';
export { useWallClock } from './use-tasks.ts';
