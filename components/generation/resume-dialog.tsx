'use client'

import { useState } from 'react'
import { moneyWords, tokenWords } from '#components/generation/usage-words.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field, Input } from '#components/ui/field.tsx'
import { budget as budgetSchema, generateParams, type GenerateParams } from '#lib/generation/recipe.ts'
import type { RunView } from '#lib/runs/contract.ts'

interface ResumeDialogProps {
  run: RunView
  onClose: () => void
  onResume: (budget: GenerateParams['budget']) => void
}

/** Lets a paused generation run go on, with another budget where the old one is spent. */
export function ResumeDialog({ run, onClose, onResume }: ResumeDialogProps) {
  const old = generateParams.safeParse(run.params).data?.budget ?? {}
  const [tokens, setTokens] = useState(old.tokens === undefined ? '' : String(old.tokens))
  const [cost, setCost] = useState(old.cost === undefined ? '' : String(old.cost))
  const used = (run.usage?.inputTokens ?? 0) + (run.usage?.outputTokens ?? 0)
  const read = budgetSchema.safeParse({ ...(tokens.trim() === '' ? {} : { tokens: Number(tokens) }), ...(cost.trim() === '' ? {} : { cost: Number(cost) }) })
  const wrong = (name: 'tokens' | 'cost') => (read.error?.issues.some(({ path }) => path[0] === name) ? 'A number above 0' : undefined)
  const tokensSpent = read.data?.tokens !== undefined && read.data.tokens <= used ? 'This is spent already: it would pause again at once.' : undefined
  const costSpent = read.data?.cost !== undefined && read.data.cost <= (run.usage?.cost ?? 0) ? 'This is spent already: it would pause again at once.' : undefined
  const problems = [wrong('tokens') ?? tokensSpent, wrong('cost') ?? costSpent]
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Resume this run?"
      footer={
        <>
          <Button onClick={onClose}>Leave it paused</Button>
          <Button
            variant="primary"
            disabled={!read.success || problems.some((problem) => problem !== undefined)}
            onClick={() => {
              onClose()
              onResume(read.data ?? {})
            }}
          >
            Resume
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {run.waitingFor ? <p>{run.waitingFor}</p> : null}
        <p className="text-muted">
          So far it has used {tokenWords(used)} tokens{run.usage && run.usage.cost > 0 ? `, which cost ${moneyWords(run.usage.cost, null)}` : ''}. The budget counts from its beginning.
        </p>
        <Field label="Pause at tokens" error={problems[0]} hint="Empty: no limit.">
          {(ids) => <Input {...ids} inputMode="numeric" value={tokens} onChange={(event) => setTokens(event.target.value)} />}
        </Field>
        <Field label="Pause at cost" error={problems[1]} hint="Empty: no limit.">
          {(ids) => <Input {...ids} inputMode="decimal" value={cost} onChange={(event) => setCost(event.target.value)} />}
        </Field>
      </div>
    </Dialog>
  )
}
