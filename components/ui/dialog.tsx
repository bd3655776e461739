'use client'

import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { Dialog as Primitive } from 'radix-ui'
import { useRef, useState, type ReactNode } from 'react'
import { Button, IconButton } from '#components/ui/button.tsx'
import { Field, Input } from '#components/ui/field.tsx'
import { giveFocusBack } from '#components/ui/give-focus-back.ts'

interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: string
  footer?: ReactNode
  wide?: boolean
  children: ReactNode
}

/** What is written into or chosen from. */
const field = ':is(input:not([type=checkbox], [type=radio], [type=range], [readonly]), textarea, select):not(:disabled)'

/**
 * A modal dialog: focus goes to its first field, stays in it, and goes back to where it came from; Escape and the ground behind it close it.
 */
export function Dialog({ open, onOpenChange, title, description, footer, wide = false, children }: DialogProps) {
  const opener = useRef<Element | null>(null)
  const body = useRef<HTMLDivElement>(null)
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Primitive.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          onOpenAutoFocus={(event) => {
            opener.current = document.activeElement
            const first = body.current?.querySelector<HTMLElement>(field)
            if (!first) return
            event.preventDefault()
            first.focus()
          }}
          onCloseAutoFocus={(event) => {
            // There is no trigger that Radix would know: dialogs are opened by their state.
            event.preventDefault()
            giveFocusBack(opener.current)
          }}
          className={clsx(
            'fixed left-1/2 top-1/2 z-50 flex max-h-[85vh] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-lg border border-line bg-panel shadow-xl',
            wide ? 'max-w-3xl' : 'max-w-md',
          )}
        >
          <div className="flex items-start justify-between gap-3 border-b border-line px-4 py-3">
            <div>
              <Primitive.Title className="font-semibold">{title}</Primitive.Title>
              {description ? <Primitive.Description className="text-muted">{description}</Primitive.Description> : null}
            </div>
            <Primitive.Close asChild>
              <IconButton label="Close">
                <X size={16} aria-hidden="true" />
              </IconButton>
            </Primitive.Close>
          </div>
          <div ref={body} className="min-h-0 flex-1 overflow-y-auto px-4 py-3">{children}</div>
          {footer ? <div className="flex justify-end gap-2 border-t border-line px-4 py-3">{footer}</div> : null}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

interface ConfirmProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  confirmLabel: string
  danger?: boolean
  /** What has to be typed before the act is allowed. */
  typed?: string
  onConfirm: () => void
  children: ReactNode
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ open, onOpenChange, title, confirmLabel, danger = false, typed, onConfirm, children }: ConfirmProps) {
  const [entered, setEntered] = useState('')
  const confirm = (): void => {
    onOpenChange(false)
    onConfirm()
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Keep it</Button>
          <Button variant={danger ? 'danger' : 'primary'} disabled={typed !== undefined && entered !== typed} onClick={confirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <div>{children}</div>
        {typed === undefined ? null : (
          <Field label={`Type ${typed} to confirm`}>
            {(ids) => <Input {...ids} value={entered} autoComplete="off" onChange={(event) => setEntered(event.target.value)} />}
          </Field>
        )}
      </div>
    </Dialog>
  )
}
