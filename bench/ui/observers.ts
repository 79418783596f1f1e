/** These run in the page: none may refer to anything outside itself but the page's own globals. */
declare global {
  interface Window {
    longTasks: number[];
    typing: number[];
    totals: number[];
  }
}

export function listenForLongTasks(): void {
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longTasks.push(duration);
  }).observe({ type: 'longtask' });
}

/** The longest task since then; the browser tells only of those above 50 ms, so 50 stands for "none". */
export function longestTask(): number {
  return Math.max(50, ...window.longTasks);
}

/** Measures from each keystroke to the first change of the list, and to the end of the work that followed it. */
export function listenForTyping(): void {
  window.typing = [];
  let typedAt: number | undefined;
  const grid = document.querySelector('[role=grid]');
  if (grid === null) throw new Error('There is no list');
  document.addEventListener('input', () => (typedAt = performance.now()), true);
  new MutationObserver(() => {
    if (typedAt !== undefined) window.typing.push(performance.now() - typedAt);
    typedAt = undefined;
  }).observe(grid.parentElement ?? grid, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  });
}

export function typingTimes(): number[] {
  return window.typing;
}

/** Measures from each key that is pressed to the new total of the document, when it has been laid out. */
export function listenForTotals(): void {
  window.totals = [];
  let pressedAt: number | undefined;
  const total = document.querySelector('[data-sum=total]');
  if (total === null) throw new Error('There is no total');
  document.addEventListener('keydown', () => (pressedAt = performance.now()), true);
  new MutationObserver(() => {
    total.getBoundingClientRect();
    if (pressedAt !== undefined) window.totals.push(performance.now() - pressedAt);
    pressedAt = undefined;
  }).observe(total, { subtree: true, childList: true, characterData: true });
}

export function totalTimes(): number[] {
  return window.totals;
}
