import pg from 'pg'

type Callback = (error: Error | undefined, client: pg.PoolClient | undefined, done: pg.PoolClient['release']) => void

/** A pool that has no connections of its own: each is one that somebody lends it for as long as it is used. */
export class LentPool extends pg.Pool {
  lend: () => Promise<pg.PoolClient> = () => Promise.reject(new Error('nobody lends a connection'))

  override connect(): Promise<pg.PoolClient>
  override connect(callback: Callback): void
  override connect(callback?: Callback): Promise<pg.PoolClient> | void {
    const lent = this.lend()
    if (!callback) return lent
    lent.then(
      (client) => callback(undefined, client, client.release),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), undefined, () => {}),
    )
  }
}
