import { expect, test } from 'vitest';
import { createMemoryRecords } from './testing.ts';

test('a quick reply with a place that nothing fills in is refused at its field, and names what can be', () => {
  const { run } = createMemoryRecords();
  const refused = run('quickReply.create', { name: 'Hi', text: 'Hi {{contact.name}}, {{firstName' });
  expect(refused).toMatchObject({ error: { fields: [{ path: ['text'] }] } });
  const message = refused.ok ? '' : refused.error.fields![0]!.message;
  expect(message).toContain('{{contact.name}}, {{firstName');
  expect(message).toContain('{{nextVisit}}');
  expect(run('quickReply.create', { name: 'Hi', text: 'Hi {{first name}}' }).ok).toBe(true);
});
