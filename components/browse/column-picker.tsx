'use client'

import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react'
import { Popover } from 'radix-ui'
import { columnIds, columnOf, defaultColumns, movedColumn, withColumn } from '#components/browse/columns.ts'
import type { ColumnState } from '#components/browse/use-columns.ts'
import { announce } from '#components/shell/announcer.tsx'
import { Button, IconButton } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/field.tsx'

/** Which columns are shown and in which order: those shown first, as they stand, then the others. */
export function ColumnPicker({ columns: { shown, show, resize } }: { columns: ColumnState }) {
  const others = columnIds.filter((id) => !shown.includes(id))
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button>
          <Columns3 size={15} aria-hidden="true" />
          Columns
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content align="end" sideOffset={4} aria-label="Columns" className="z-40 max-h-[70vh] w-64 overflow-y-auto rounded-lg border border-line bg-panel p-2 shadow-lg">
          <ul>
            {[...shown, ...others].map((id) => {
              const at = shown.indexOf(id)
              const { label } = columnOf[id]
              const move = (by: -1 | 1): void => {
                show(movedColumn(shown, id, by))
                announce(`${label} is now column ${at + 1 + by} of ${shown.length}.`)
              }
              return (
                <li key={id} className="flex h-8 items-center gap-1 rounded px-1.5 hover:bg-sunken">
                  <Checkbox className="min-w-0 flex-1" label={label} checked={at !== -1} disabled={at !== -1 && shown.length === 1} onChange={(event) => show(withColumn(shown, id, event.target.checked))} />
                  {at === -1 ? null : (
                    <>
                      <IconButton label={`Move ${label} to the left`} disabled={at === 0} onClick={() => move(-1)}>
                        <ArrowUp size={14} aria-hidden="true" />
                      </IconButton>
                      <IconButton label={`Move ${label} to the right`} disabled={at === shown.length - 1} onClick={() => move(1)}>
                        <ArrowDown size={14} aria-hidden="true" />
                      </IconButton>
                    </>
                  )}
                </li>
              )
            })}
          </ul>
          <div className="mt-1 border-t border-line pt-2">
            <Button
              variant="ghost"
              size="sm"
              className="w-full"
              onClick={() => {
                show(defaultColumns)
                for (const id of columnIds) resize(id, null)
              }}
            >
              As they were at first
            </Button>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
