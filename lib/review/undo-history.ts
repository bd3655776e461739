interface PastDecision {
  id: string
  kind: string
  undoesId: string | null
}

/** An act that stands: `act` is the decision that says so now, `root` the one that first did. */
interface Standing {
  act: string
  root: string
}

/**
 * Which decision's earlier state an undo of `undoesId` restores, or null when that is not the next to undo or redo.
 * `decisions` are all of one constraint, in order of version. An undo names the decision it takes back; a redo names the undo.
 * After a redo, both the redo and the first decision name the act that stands again.
 */
export function undoTarget(decisions: PastDecision[], undoesId: string): string | null {
  const standing: Standing[] = []
  const undone: (Standing & { undo: string })[] = []
  for (const decision of decisions) {
    if (decision.kind !== 'undo') {
      standing.push({ act: decision.id, root: decision.id })
      undone.length = 0
    } else if (names(standing.at(-1), decision.undoesId)) {
      const taken = standing.pop()
      if (taken) undone.push({ ...taken, undo: decision.id })
    } else {
      const back = undone.pop()
      if (back) standing.push({ act: decision.id, root: back.root })
    }
  }
  const last = standing.at(-1)
  if (last && names(last, undoesId)) return last.act
  const redo = undone.at(-1)
  return redo?.undo === undoesId ? redo.undo : null
}

function names(standing: Standing | undefined, id: string | null): boolean {
  return standing !== undefined && (standing.act === id || standing.root === id)
}
