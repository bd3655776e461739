import { readdirSync, readFileSync } from 'node:fs'

interface Process {
  pid: number
  parent: number
  /** Of itself and of the children it has waited for. */
  milliseconds: number
  command: string
}

/** The processor time, in milliseconds, of the processes below one (itself included) whose command line has these words; NaN where there is no /proc to tell it. */
export function processorTime(root: number, words = ''): number {
  const all = processes()
  if (all.length === 0) return Number.NaN
  const below = new Set([root])
  for (let grown = true; grown; ) {
    const more = all.filter(({ pid, parent }) => below.has(parent) && !below.has(pid))
    for (const { pid } of more) below.add(pid)
    grown = more.length > 0
  }
  return all.filter(({ pid, command }) => below.has(pid) && command.includes(words)).reduce((sum, { milliseconds }) => sum + milliseconds, 0)
}

function processes(): Process[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => readProcess(Number(name)) ?? [])
  } catch {
    return []
  }
}

/** Ticks are a hundredth of a second on every Linux there is. */
function readProcess(pid: number): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number)
    const ticks = rest.slice(9, 13).reduce((sum, n) => sum + n, 0)
    return { pid, parent: parent ?? 0, milliseconds: ticks * 10, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }
  } catch {
    // It has ended meanwhile.
    return null
  }
}
