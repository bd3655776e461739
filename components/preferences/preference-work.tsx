'use client'

import { clsx } from 'clsx'
import { useEffect, useEffectEvent, useRef } from 'react'
import { PreferenceDetail } from '#components/preferences/preference-detail.tsx'
import { preferenceCommand, preferenceKeys, type PreferenceCommand } from '#components/preferences/preference-keys.ts'
import { methodWords, statusWords } from '#components/preferences/preference-words.ts'
import type { PreferenceFilter } from '#components/preferences/queries.ts'
import { usePreferences } from '#components/preferences/use-preferences.ts'
import { typingPlaces } from '#components/review/keymap.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { EmptyState, ErrorNotice, Skeleton } from '#components/ui/panel.tsx'
import type { PreferenceStatus, PreferenceView } from '#lib/preferences/contract.ts'

/** The list of what the filter finds, the current preference side by side, and the acts on it. */
export function PreferenceWork({ datasetId, filter, none, onMake }: { datasetId: string; filter: PreferenceFilter; none: boolean; onMake: () => void }) {
  const { loaded, preferences, current, error, refetch, run, choose, canUndo, more, loadMore, loading } = usePreferences(datasetId, filter)
  useKeys(run, current !== undefined)
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!loaded) return <Skeleton className="h-60" />
  if (!current) {
    return (
      <div className="rounded-lg border border-line bg-panel">
        {none ? (
          <EmptyState
            title="No preferences yet"
            action={
              <Button variant="primary" onClick={onMake}>
                Make preferences…
              </Button>
            }
          >
            They are made of accepted constraints: from small edits that break or mend a response, from several answers to one prompt, and from evolved instructions.
          </EmptyState>
        ) : (
          <EmptyState title="Nothing meets the filter">Choose another method or status.</EmptyState>
        )}
      </div>
    )
  }
  return (
    <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[17rem_minmax(0,1fr)]">
      <nav aria-label="Preferences" className="max-h-[70vh] overflow-y-auto rounded-lg border border-line bg-panel max-xl:max-h-48">
        <ul>
          {preferences.map((preference) => (
            <ListItem key={preference.id} preference={preference} isCurrent={preference.id === current.id} onChoose={() => choose(preference.id)} />
          ))}
        </ul>
        {more ? (
          <Button variant="ghost" size="sm" className="w-full" loading={loading} onClick={loadMore}>
            More
          </Button>
        ) : null}
      </nav>
      <div className="flex min-w-0 flex-col gap-4">
        <Acts preference={current} canUndo={canUndo} run={run} />
        <PreferenceDetail key={current.id} preference={current} />
      </div>
    </div>
  )
}

const tones: Record<PreferenceStatus, 'neutral' | 'good' | 'bad'> = { pending: 'neutral', accepted: 'good', dropped: 'bad' }

function ListItem({ preference, isCurrent, onChoose }: { preference: PreferenceView; isCurrent: boolean; onChoose: () => void }) {
  const { status, method, broken, demands } = preference
  const element = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isCurrent) element.current?.scrollIntoView({ block: 'nearest' })
  }, [isCurrent])
  const first = demands.find(({ id }) => id === broken[0]?.constraintId)?.text ?? 'nothing that is proven'
  return (
    <li className="border-b border-line last:border-b-0">
      <button ref={element} type="button" aria-current={isCurrent ? 'true' : undefined} onClick={onChoose} className={clsx('flex w-full flex-col gap-0.5 px-3 py-1.5 text-start', isCurrent ? 'bg-accent-soft' : 'hover:bg-sunken')}>
        <span className="flex w-full items-center justify-between gap-2">
          <span className="text-[13px] text-muted">{methodWords[method]}</span>
          <Badge tone={tones[status]}>{statusWords[status]}</Badge>
        </span>
        <span className="w-full truncate">Fails: {first}</span>
      </button>
    </li>
  )
}

function Acts({ preference: { status, cannotAccept, cannotFlip }, canUndo, run }: { preference: PreferenceView; canUndo: boolean; run: (command: PreferenceCommand) => void }) {
  return (
    <div role="group" aria-label="Decide" className="flex flex-wrap items-center gap-2">
      <Badge tone={tones[status]}>{statusWords[status]}</Badge>
      <Act command="accept" label="Accept" run={run} primary refused={cannotAccept} />
      <Act command="drop" label="Drop" run={run} />
      <Act command="flip" label="Flip" run={run} refused={cannotFlip} />
      <Act command="undo" label="Undo" run={run} disabled={!canUndo} />
      <Act command="previous" label="Previous" run={run} />
      <Act command="next" label="Next" run={run} />
      {cannotAccept ? <p className="w-full text-[13px] text-bad">It cannot be accepted. {cannotAccept}</p> : null}
    </div>
  )
}

interface ActProps {
  command: PreferenceCommand
  label: string
  run: (command: PreferenceCommand) => void
  primary?: boolean
  /** Why not: pressing it says so. */
  refused?: string | null
  disabled?: boolean
}

function Act({ command, label, run, primary = false, refused = null, disabled = false }: ActProps) {
  const [key = ''] = preferenceKeys[command]
  return (
    <Button size="sm" variant={primary ? 'primary' : 'secondary'} title={refused ?? undefined} disabled={disabled} aria-keyshortcuts={key.toUpperCase()} onClick={() => run(command)}>
      {label} <Kbd>{key}</Kbd>
    </Button>
  )
}

/** Runs commands on their keys wherever the focus is, except where keys belong to what is focused or open. */
function useKeys(run: (command: PreferenceCommand) => void, enabled: boolean): void {
  const runLatest = useEffectEvent(run)
  useEffect(() => {
    if (!enabled) return
    const onKeyDown = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : null
      if (event.defaultPrevented || target?.closest(typingPlaces) || document.querySelector('[role="dialog"], [role="menu"]')) return
      const command = preferenceCommand(event)
      if (!command) return
      event.preventDefault()
      runLatest(command)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [enabled])
}
