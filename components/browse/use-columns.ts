'use client'

import { createParser, useQueryState } from 'nuqs'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { boundedWidth, defaultColumns, layoutOf, parseColumns, parseWidths, type ColumnId, type ColumnLayout } from '#components/browse/columns.ts'
import { browserSetting } from '#components/review/browser-setting.ts'

const keptWidths = browserSetting('pincer-browse-widths', '{}')
const columnsParser = createParser<readonly ColumnId[]>({
  parse: parseColumns,
  serialize: (columns) => columns.join(','),
  eq: (a, b) => a.join() === b.join(),
}).withDefault(defaultColumns)

/** Which columns the table shows, in which order and how wide, and the ways to change it. */
export interface ColumnState {
  shown: readonly ColumnId[]
  layout: ColumnLayout
  show(columns: readonly ColumnId[]): void
  /** A width in pixels; null for what it is by itself. */
  resize(id: ColumnId, width: number | null): void
}

/** The columns and their order stand in the address; the widths are this browser's. */
export function useColumns(): ColumnState {
  const [shown, set] = useQueryState('cols', columnsParser)
  const kept = useSyncExternalStore(keptWidths.subscribe, keptWidths.read, () => '{}')
  const layout = useMemo(() => layoutOf(shown, parseWidths(kept)), [shown, kept])
  const show = useCallback((columns: readonly ColumnId[]) => void set(columns), [set])
  const resize = useCallback((id: ColumnId, width: number | null) => {
    const { [id]: _, ...others } = parseWidths(keptWidths.read())
    keptWidths.keep(JSON.stringify(width === null ? others : { ...others, [id]: boundedWidth(id, width) }))
  }, [])
  return { shown, layout, show, resize }
}
