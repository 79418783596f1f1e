import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const { resolve } = createRequire(import.meta.resolve('@axe-core/playwright'));
/** Read in once by each document, and not anew for each look at it: that takes longer than many looks. */
const axeSource = `if (globalThis.axe === undefined) { ${readFileSync(resolve('axe-core/axe.min.js'), 'utf8')} }`;

/** What axe finds serious or critical, in one line each; `rules`: only these are looked at. */
export async function violations(page: Page, screen: string, rules?: string[]): Promise<string[]> {
  const builder = new AxeBuilder({ page, axeSource })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode();
  // What is outside of a landmark is at most a moderate fault, and the dearest to look for.
  const chosen = rules === undefined ? builder.disableRules('region') : builder.withRules(rules);
  const { violations } = await chosen.analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${screen}: ${id} at ${target.join(' ')}`),
  );
}
