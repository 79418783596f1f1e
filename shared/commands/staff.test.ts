import { expect, test } from 'vitest';
import { staffFrom, staffIdsOf } from '#shared/domain/staff.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords } from './testing.ts';

function world(...members: string[]) {
  const memory = createMemoryRecords();
  for (const [index, name] of members.entries()) {
    const id = name.toLowerCase();
    const after = { id, name, createdAt: index };
    memory.apply([{ collection: 'members', id, path: [], before: undefined, after }]);
  }
  const staff = () => staffFrom(memory.list('staff'), memory.list('members'));
  return { memory, run: memory.run, staff };
}

function visitOf({ run, memory }: ReturnType<typeof world>) {
  const { id: contactId } = expectOk(run('contact.create', { name: 'Customer' }));
  const { id } = expectOk(run('job.create', { contactId, title: 'Work' }));
  const { visitId } = expectOk(run('job.schedule', { id, start: 0, end: 3_600_000 }));
  const going = () => Object.keys(memory.records.get('visits', visitId)?.assignees ?? {});
  return { id, visitId, going };
}

test('members can be scheduled as they are, and what is noted of one stays theirs', () => {
  const { run, staff } = world('Ana', 'Ben');
  expect(staff().map(({ id, kind }) => [id, kind])).toEqual([
    ['ana', 'person'],
    ['ben', 'person'],
  ]);
  expect(new Set(staff().map(({ colour }) => colour)).size).toBe(2);
  expectOk(run('staff.update', { id: 'ana', fields: { skills: ['Gas'], colour: 'violet', hours: {} } }));
  expect(staff()[0]).toMatchObject({ id: 'ana', name: 'Ana', skills: ['Gas'], colour: 'violet', hours: {} });
  expectOk(run('staff.update', { id: 'ana', fields: { skills: [], hours: null } }));
  expect(staff()[0]).toMatchObject({ skills: [], hours: undefined, colour: 'violet' });
  const renamed = run('staff.update', { id: 'ana', fields: { name: 'Anna' } });
  expect(renamed).toMatchObject({ ok: false, error: { code: 'staff.member-name' } });
  expectOk(run('team.renameMember', { id: 'ana', name: 'Anna' }));
  expect(staff()[0]?.name).toBe('Anna');
});

test('a van goes to a visit without any device, until it is scheduled no more; where it was it stays', () => {
  const shop = world('Ana');
  const { run } = shop;
  const { going, ...of } = visitOf(shop);
  const { id: van } = expectOk(run('staff.create', { kind: 'van', name: 'Blue van', phone: '01 23' }));
  expectOk(run('job.assignVisit', { ...of, staffIds: ['ana', van] }));
  expect(going().toSorted()).toEqual(['ana', van].toSorted());
  expectOk(run('staff.archive', { id: van }));
  expectOk(run('job.assignVisit', { ...of, staffIds: [van] }));
  expectOk(run('job.assignVisit', { ...of, staffIds: ['ana'] }));
  const again = run('job.assignVisit', { ...of, staffIds: [van] });
  expect(again).toMatchObject({ ok: false, error: { code: 'job.no-staff' } });
  expectOk(run('staff.restore', { id: van }));
  expectOk(run('job.assignVisit', { ...of, staffIds: [van] }));
});

test('who joins the team later keeps the visits of before and brings those of the member', () => {
  const shop = world('Ana');
  const { run, staff, memory } = shop;
  const first = visitOf(shop);
  const second = visitOf(shop);
  const { id: cara } = expectOk(run('staff.create', { kind: 'person', name: 'Cara (temp)' }));
  const { going: _, ...of } = first;
  expectOk(run('job.assignVisit', { ...of, staffIds: [cara] }));
  memory.apply([
    {
      collection: 'members',
      id: 'm',
      path: [],
      before: undefined,
      after: { id: 'm', name: 'Cara', createdAt: 9 },
    },
  ]);
  expectOk(run('job.assignVisit', { id: second.id, visitId: second.visitId, staffIds: ['m', 'ana'] }));
  expect(staff()).toHaveLength(3);
  expectOk(run('staff.update', { id: cara, fields: { memberId: 'm' } }));
  expect(staff().map(({ name }) => name)).toEqual(['Ana', 'Cara']);
  expect([first.going(), second.going().toSorted()]).toEqual([[cara], ['ana', cara].toSorted()]);
  expect(staffIdsOf('m', memory.list('staff'))).toEqual(new Set(['m', cara]));
  const taken = run('staff.update', { id: 'ana', fields: { memberId: 'm' } });
  expect(taken).toMatchObject({ ok: false });
});

test('who leaves the team is scheduled no more, and visits of before still name them', () => {
  const shop = world('Ana', 'Ben');
  const { run, staff } = shop;
  const { going, ...of } = visitOf(shop);
  expectOk(run('job.assignVisit', { ...of, staffIds: ['ben'] }));
  expectOk(run('team.forgetDevice', { deviceIds: [], memberId: 'ben' }));
  expect(staff().map(({ name, isArchived }) => [name, isArchived])).toEqual([
    ['Ana', false],
    ['Ben', true],
  ]);
  expect(going()).toEqual(['ben']);
});
