import { findChecker } from '#lib/constraints/registry.ts'
import { mostEvidence, type CheckResult, type VerdictOutcome } from '#lib/constraints/verdict.ts'
import { benchmarks } from './benchmarks.ts'
import { ifbenchGrades } from './ifbench/grades.ts'
import { InstructionError, type InstructionKwargs, type OfficialInstruction } from './instruction.ts'
import { soundTwins } from './twins.ts'

/** `official` decides as the benchmark does, mistakes included; `sound` as the sentence means it. */
export type CheckMode = 'official' | 'sound'

/** The benchmarks' instruction with this id, if there is one. */
export function findInstruction(id: string): OfficialInstruction | undefined {
  return benchmarks.get('ifbench')?.get(id)
}

/**
 * Decides a benchmark's instruction (IFEval, IFBench) on a response. What shows it is told by our checkers of the same meaning, in both
 * modes. Where there are none, `sound` takes the official verdict of instructions that mean what they say (grade A) and is unsure of others.
 * Never throws; wrong kwargs are an `error` verdict.
 */
export function checkInstruction(instruction: OfficialInstruction, kwargs: InstructionKwargs, response: string, mode: CheckMode): CheckResult {
  const sound = soundly(instruction.id, kwargs, response)
  if (mode === 'sound' && sound) return sound
  try {
    const follows = response.trim() !== '' && instruction.follows(response, kwargs, { prompt: '' })
    const trusted = mode === 'official' || (ifbenchGrades.get(instruction.id) ?? 'B') === 'A'
    const said = `The official verifier finds that it ${follows ? 'is' : 'is not'} met`
    return {
      outcome: trusted ? (follows ? 'pass' : 'fail') : 'unsure',
      measured: sound?.measured ?? null,
      detail: trusted ? `${said}.` : `${said}, which is no proof: it looks for less, or for other things, than the sentence says.`,
      evidence: sound?.evidence ?? [],
    }
  } catch (error) {
    if (!(error instanceof InstructionError)) throw error
    return { outcome: 'error', measured: null, detail: `The check could not run. ${error.message}`, evidence: [] }
  }
}

/** All twins together: the worst outcome, the first one's measure, everybody's evidence. Null where there are none that take these kwargs. */
function soundly(id: string, kwargs: InstructionKwargs, response: string): CheckResult | null {
  const twins = soundTwins(id, kwargs)
  const results = twins.flatMap((twin) => {
    const checker = findChecker(twin.id)
    return checker?.parse(twin.kwargs).ok ? [checker.check(response, twin.kwargs)] : []
  })
  const [first] = results
  if (!first || results.length < twins.length) return null
  return {
    outcome: worst(results.map(({ outcome }) => outcome)),
    measured: first.measured,
    detail: results.map(({ detail }) => detail).join(' '),
    evidence: results.flatMap(({ evidence }) => evidence).toSorted((a, b) => a.start - b.start || a.end - b.end).slice(0, mostEvidence),
  }
}

function worst(outcomes: readonly VerdictOutcome[]): VerdictOutcome {
  return (['error', 'fail', 'unsure'] as const).find((outcome) => outcomes.includes(outcome)) ?? 'pass'
}
