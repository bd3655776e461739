import type { Held, ReviewPage } from '#lib/review/contract.ts'

/** How often a page says that it is still there, in milliseconds: four times in the life of a lease. */
export const beatMs = 30_000
/** After this long without a key or a pointer nobody is at the page any more, in milliseconds; its leases may end. */
const awayMs = 10 * 60_000
/** As many pairs as one request may name. */
const most = 100

interface LeaseKeeperOptions {
  send: (body: { renew?: string[]; release?: string[] }, how: { leaving: boolean }) => Promise<Held[]>
  /** Told once for each pair on the screen that somebody else has. */
  onHeld: (held: Held) => void
  now: () => number
}

export type LeaseKeeper = ReturnType<typeof createLeaseKeeper>

/** Keeps the leases of the pair on the screen and of those fetched ahead, and gives the latter back when the page closes. */
export function createLeaseKeeper({ send, onHeld, now }: LeaseKeeperOptions) {
  const ahead = new Set<string>()
  const others = new Map<string, Held>()
  const told = new Set<string>()
  let current: string | null = null
  let lastSign = now()

  function learn(held: readonly Held[], of: readonly string[]): void {
    for (const id of of) others.delete(id)
    for (const each of held) others.set(each.pairId, each)
    tellOfCurrent()
  }

  function tellOfCurrent(): void {
    const held = current ? others.get(current) : undefined
    if (!held || told.has(held.pairId)) return
    told.add(held.pairId)
    onHeld(held)
  }

  /** A page of pairs came: the server has leased them. */
  function took({ pairs, held }: Pick<ReviewPage, 'held'> & { pairs: readonly { id: string }[] }): void {
    for (const { id } of pairs) ahead.add(id)
    learn(held, pairs.map(({ id }) => id))
  }

  /** Another pair is on the screen. One that was left a while ago, and is come back to, is asked for at once. */
  function shown(pairId: string | null): void {
    if (pairId === current) return
    current = pairId
    lastSign = now()
    if (!pairId) return
    if (ahead.delete(pairId)) tellOfCurrent()
    else void beat()
  }

  /** Somebody is at the page. */
  function sign(): void {
    lastSign = now()
  }

  async function beat(): Promise<void> {
    const renew = [...(current ? [current] : []), ...ahead].slice(0, most)
    if (renew.length === 0 || now() - lastSign > awayMs) return
    // A beat that does not come through is made good by the next one, and a decision is kept whoever has the pair.
    const held = await send({ renew }, { leaving: false }).catch(() => null)
    if (held) learn(held, renew)
  }

  /** The way through the pairs begins anew: what was fetched for the one before is not waited for any more. */
  function restart(): void {
    ahead.clear()
  }

  /** The page closes. The pair on the screen stays leased for a while, as its last decisions may still be on their way. */
  function leave(): void {
    const release = [...ahead].filter((id) => id !== current)
    ahead.clear()
    if (release.length > 0) void send({ release }, { leaving: true }).catch(() => null)
  }

  return { took, shown, sign, beat, restart, leave }
}
