import { expect, test } from 'vitest'
import { memoryTable } from '#components/review/browser-table.fixture.ts'
import { draftsIn } from '#components/review/drafts.ts'

test('a draft is there for its reviewer in a page that is opened later, until it is saved or left', async () => {
  const { table, rows } = memoryTable()
  const drafts = draftsIn(table, 'ada')
  await drafts.loaded
  for (const text of ['W', 'Wr', 'Write']) drafts.set('one', text)
  drafts.set('two', 'Other')
  drafts.delete('two')
  drafts.delete('unheard of')
  const again = draftsIn(table, 'ada')
  const bens = draftsIn(table, 'ben')
  await Promise.all([again.loaded, bens.loaded])
  expect([again.get('one'), again.get('two'), bens.get('one')]).toEqual(['Write', undefined, undefined])
  again.delete('one')
  await Promise.resolve()
  expect(rows.size).toBe(0)
})

test('what is written before the earlier ones are known stays, and a browser that keeps nothing takes it for this page', async () => {
  const { table, state } = memoryTable()
  await table.write([{ put: ['drafts', 'ada', 'one'], value: 'Old' }])
  const drafts = draftsIn(table, 'ada')
  drafts.set('one', 'New')
  await drafts.loaded
  expect(drafts.get('one')).toBe('New')
  state.broken = new DOMException('Not here.', 'SecurityError')
  const forbidden = draftsIn(table, 'ada')
  await forbidden.loaded
  forbidden.set('one', 'Here')
  expect(forbidden.get('one')).toBe('Here')
})
