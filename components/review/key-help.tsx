'use client'

import Link from 'next/link'
import { keyGroups, keymap, keysOf } from '#components/review/keymap.ts'
import { useKeymap } from '#components/review/use-keymap.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { Checkbox } from '#components/ui/field.tsx'
import { Kbd } from '#components/ui/kbd.tsx'

interface KeyHelpProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  enabled: boolean
  onEnable: (enabled: boolean) => void
}

/** All keys, and the switch that turns them off for those whom single keys get in the way. */
export function KeyHelp({ open, onOpenChange, enabled, onEnable }: KeyHelpProps) {
  const bindings = useKeymap()
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keys of the review screen" wide>
      <div className="gap-x-8 sm:columns-2">
        {keyGroups.map((group) => (
          <section key={group} aria-label={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-xs font-semibold text-muted">{group}</h3>
            <dl className="flex flex-col gap-1">
              {keymap.filter((binding) => binding.group === group).map(({ command, label }) => (
                <div key={command} className="flex items-baseline gap-3">
                  <dt className="flex w-20 shrink-0 flex-wrap gap-1">
                    {keysOf(command, bindings).map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dt>
                  <dd>{label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Checkbox label="Single keys decide and move (off: use the buttons)" checked={enabled} onChange={(event) => onEnable(event.target.checked)} />
      <p className="mt-2 text-muted">
        Every key can be another one: <Link href="/settings/keyboard" className="text-accent underline">Settings, Keyboard</Link>.
      </p>
    </Dialog>
  )
}
