import { describe, expect, it } from 'vitest'
import { boundedWidth, columnIds, columnOf, defaultColumns, layoutOf, mostWidth, movedColumn, nextSort, parseColumns, parseWidths, sortedBy, widthsText, withColumn } from './columns.ts'

describe('columns in the address', () => {
  it('reads those that there are, once and in order, and nothing else', () => {
    expect(parseColumns('status,instruction,nonsense,status')).toEqual(['status', 'instruction'])
    expect(parseColumns('nonsense')).toBeNull()
    expect(parseColumns('')).toBeNull()
    expect(parseColumns(columnIds.join(','))).toEqual([...columnIds])
  })

  it('adds at the end, takes away, and keeps the last', () => {
    expect(withColumn(['status'], 'source', true)).toEqual(['status', 'source'])
    expect(withColumn(['status', 'source'], 'source', true)).toEqual(['status', 'source'])
    expect(withColumn(['status', 'source'], 'status', false)).toEqual(['source'])
    expect(withColumn(['source'], 'source', false)).toEqual(['source'])
  })

  it('moves a column by a place, and not beyond the ends', () => {
    expect(movedColumn(['status', 'source', 'words'], 'source', -1)).toEqual(['source', 'status', 'words'])
    expect(movedColumn(['status', 'source', 'words'], 'source', 1)).toEqual(['status', 'words', 'source'])
    expect(movedColumn(['status', 'source'], 'status', -1)).toEqual(['status', 'source'])
    expect(movedColumn(['status'], 'source', 1)).toEqual(['status'])
  })
})

describe('widths', () => {
  it('are read within what a column can have; what is broken counts for nothing', () => {
    expect(parseWidths('words-90.source-1.response-99999.tail-5.status-x')).toEqual({ words: 90, source: columnOf.source.least, response: mostWidth })
    for (const broken of ['', '.', '{}', 'words', 'words-', 'words--5', 'words-1e3']) expect(parseWidths(broken)).toEqual({})
    expect(widthsText({ words: 90.4, source: 140 })).toBe('source-140.words-90')
    expect(parseWidths(widthsText({ words: 90, source: 140 }))).toEqual({ words: 90, source: 140 })
    expect(widthsText({})).toBe('')
    expect(boundedWidth('words', 60.4)).toBe(60)
  })

  it('lay out a set width as it is, and share the rest', () => {
    const { wide, least } = layoutOf(['instruction', 'words'], {})
    expect(wide).toBe(`16px minmax(${columnOf.instruction.least}px, 5fr) ${columnOf.words.width}px 24px`)
    expect(least).toBe(columnOf.instruction.least + columnOf.words.width + 16 + 24 + 3 * 16 + 32)
    expect(layoutOf(['instruction', 'words'], { instruction: 500 }).wide).toBe(`16px 500px ${columnOf.words.width}px 24px`)
  })

  it('keep text and status where there is little room, and else the first column', () => {
    expect(layoutOf(defaultColumns, {})).toMatchObject({ kept: ['instruction', 'status'], narrow: '16px minmax(0, 1fr) 104px 24px' })
    expect(layoutOf(['words', 'source'], {})).toMatchObject({ kept: ['words'], narrow: '16px minmax(0, 1fr) 24px' })
  })
})

it('asks for a column\'s own order first, then for the reverse, and for none where no index serves one', () => {
  expect(nextSort('words', 'oldest')).toBe('longest')
  expect(nextSort('words', 'longest')).toBe('shortest')
  expect(nextSort('words', 'shortest')).toBe('longest')
  expect(sortedBy('words', 'longest')).toBe('descending')
  expect(sortedBy('words', 'newest')).toBe('none')
  expect(nextSort('constraints', 'oldest')).toBe('most-constraints')
  for (const id of columnIds.filter((known) => columnOf[known].sorts === undefined)) {
    expect(nextSort(id, 'oldest')).toBeNull()
    expect(sortedBy(id, 'oldest')).toBeUndefined()
    expect(columnOf[id].unsorted, `${id}: why there is no order by it`).toMatch(/\w/)
  }
})
