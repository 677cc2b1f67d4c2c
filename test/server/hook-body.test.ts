import { describe, expect, it } from 'vitest';
import { hintsIn } from '../../src/server/http/hook-body.ts';

const JSON_TYPE = 'application/json';
const namesIn = (side: 'FSM' | 'BOOKS', body: unknown, type = JSON_TYPE) =>
  hintsIn(side, Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), type).map(
    ({ module, id }) => `${module} ${id}`,
  );

describe('the body of a call of Books', () => {
  it.each([
    [{ contact_id: '46000000026049' }, ['contacts 46000000026049']],
    [{ contact: { contact_id: '1', contact_name: 'nobody looks' } }, ['contacts 1']],
    [{ item: { item_id: 77 } }, ['items 77']],
    [{ item_id: '77', contact_id: '1' }, ['contacts 1', 'items 77']],
    [{ contact_person: { contact_id: '1', contact_person_id: '2' } }, ['contacts 1', 'contact_persons 1/2']],
    [{ contact_person: { contact_person_id: '2' } }, []],
    [{ contact: 'text', item: { item_id: '5' } }, ['items 5']],
  ])('%j', (body, names) => {
    expect(namesIn('BOOKS', body)).toEqual(names);
  });

  it('may be a form', () => {
    const type = 'application/x-www-form-urlencoded; charset=UTF-8';
    expect(namesIn('BOOKS', 'contact_id=12&contact_name=x', type)).toEqual(['contacts 12']);
    const json = encodeURIComponent(JSON.stringify({ contact: { contact_id: '12' } }));
    expect(namesIn('BOOKS', `JSONString=${json}`, type)).toEqual(['contacts 12']);
  });

  it.each([
    '',
    'nonsense',
    '[]',
    'null',
    '12',
    '{"contact_id":"1 OR 1=1"}',
    '{"item_id":1.5}',
    '{"item_id":-1}',
  ])('names nothing: %s', (body) => {
    expect(namesIn('BOOKS', body)).toEqual([]);
  });
});

describe('the body of a call of FSM', () => {
  it.each([
    [{ module: 'Companies', id: '1' }, ['Companies 1']],
    [{ module: 'Contacts', ids: ['1', 2] }, ['Contacts 1', 'Contacts 2']],
    [{ module: 'Service_And_Parts', data: [{ id: '3', Name: 'x' }, {}] }, ['Service_And_Parts 3']],
    [{ module: 'Users', id: '1' }, []],
    [{ id: '1' }, []],
    [{ module: 'Companies', id: '../1' }, []],
  ])('%j', (body, names) => {
    expect(namesIn('FSM', body)).toEqual(names);
  });

  it('names every record of a long list', () => {
    const ids = Array.from({ length: 5_000 }, (_, index) => String(index + 1));
    const named = namesIn('FSM', { module: 'Companies', id: '9999', ids });
    expect(named).toHaveLength(5_001);
    expect(named.at(-1)).toBe('Companies 5000');
  });
});
