'use client'

import { createParser, useQueryState } from 'nuqs'
import { useCallback, useMemo } from 'react'
import { defaultColumns, layoutOf, parseColumns, parseWidths, widthsText, type ColumnId, type ColumnLayout } from '#components/browse/columns.ts'
import { useShownSetting } from '#components/browse/use-shown-setting.ts'
import { browserSetting } from '#components/review/browser-setting.ts'

const keptWidths = browserSetting('pincer-browse-column-widths', '')
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

/** The columns, their order and their widths stand in the address; the widths are remembered by this browser too. */
export function useColumns(): ColumnState {
  const [shown, set] = useQueryState('cols', columnsParser)
  const [widths, change] = useShownSetting('widths', keptWidths)
  const layout = useMemo(() => layoutOf(shown, parseWidths(widths)), [shown, widths])
  const show = useCallback((columns: readonly ColumnId[]) => void set(columns), [set])
  const resize = useCallback(
    (id: ColumnId, width: number | null) => {
      const { [id]: _, ...others } = parseWidths(widths)
      change(widthsText(width === null ? others : { ...others, [id]: width }))
    },
    [widths, change],
  )
  return { shown, layout, show, resize }
}
