'use client'

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toast } from 'sonner'
import { api, ApiError } from '#components/api/client.ts'
import type { PreferenceCommand } from '#components/preferences/preference-keys.ts'
import { preferencesQuery, withPreference, type PreferenceFilter } from '#components/preferences/queries.ts'
import { announce } from '#components/shell/announcer.tsx'
import type { PreferenceAct, PreferenceView } from '#lib/preferences/contract.ts'

/** An act with the one that takes it back. */
interface Step {
  id: string
  back: PreferenceAct
}

const back: Record<PreferenceView['status'], PreferenceAct> = { pending: 'reopen', accepted: 'accept', dropped: 'drop' }
const done: Record<PreferenceAct, string> = { accept: 'Accepted', drop: 'Dropped', flip: 'Flipped', reopen: 'Open again' }

/** The preferences of a filter, the current one of them, and what can be done. */
export function usePreferences(datasetId: string, filter: PreferenceFilter) {
  const client = useQueryClient()
  const query = preferencesQuery(datasetId, filter)
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(query)
  const [currentId, setCurrentId] = useState<string | null>(null)
  const [steps, setSteps] = useState<Step[]>([])
  const preferences = data?.pages.flatMap((page) => page.preferences) ?? []
  const place = Math.max(0, preferences.findIndex(({ id }) => id === currentId))
  const current = preferences[place]

  // One after the other, so that an act sees the version that the one before it left.
  const decision = useMutation({
    scope: { id: `preferences ${datasetId}` },
    mutationFn: async ({ id, act }: { id: string; act: PreferenceAct }) => {
      const known = client.getQueryData(query.queryKey)?.pages.flatMap((page) => page.preferences).find((each) => each.id === id)
      const body = { act, seenVersion: known?.version ?? 0 }
      return (await api<{ preference: PreferenceView }>(`/api/v1/preferences/${id}/decisions`, { body })).preference
    },
    onSuccess: (now, { act }) => {
      client.setQueryData(query.queryKey, (before) => withPreference(before, now))
      void client.invalidateQueries({ queryKey: ['datasets', datasetId, 'preference-counts'] })
      announce(`${done[act]}.`)
    },
    onError: (problem, { id }) => {
      toast.error(problem.message)
      setCurrentId(id)
      setSteps((before) => before.filter((_, index) => index !== before.findLastIndex((step) => step.id === id)))
      if (problem instanceof ApiError && problem.code === 'conflict') void refetch()
    },
  })

  const move = (by: number): void => {
    const to = Math.max(0, Math.min(preferences.length - 1, place + by))
    setCurrentId(preferences[to]?.id ?? null)
    if (to >= preferences.length - 5 && hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }
  const refuse = (why: string): void => {
    toast.error(why)
    announce(why)
  }
  const act = (wanted: 'accept' | 'drop' | 'flip'): void => {
    if (!current) return
    const { id, status, cannotAccept, cannotFlip } = current
    if (wanted === 'accept' && cannotAccept) return refuse(`It cannot be accepted. ${cannotAccept}`)
    if (wanted === 'flip' && cannotFlip) return refuse(`The texts cannot change places. ${cannotFlip}`)
    setSteps((before) => [...before, { id, back: wanted === 'flip' ? 'flip' : back[status] }])
    decision.mutate({ id, act: wanted })
    if (wanted === 'flip') setCurrentId(id)
    else move(1)
  }
  const undo = (): void => {
    const last = steps.at(-1)
    if (!last) return refuse('There is nothing to undo.')
    setSteps(steps.slice(0, -1))
    setCurrentId(last.id)
    decision.mutate({ id: last.id, act: last.back })
  }
  const run = (command: PreferenceCommand): void => {
    if (command === 'next') move(1)
    else if (command === 'previous') move(-1)
    else if (command === 'undo') undo()
    else act(command)
  }
  return { loaded: data !== undefined, preferences, current, error, refetch, run, choose: setCurrentId, canUndo: steps.length > 0, more: hasNextPage, loadMore: () => void fetchNextPage(), loading: isFetchingNextPage }
}
