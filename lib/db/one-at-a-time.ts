import type { SqlDriverAdapterFactory, Transaction } from '@prisma/driver-adapter-utils'

/**
 * An adapter whose transactions ask their connection one statement at a time. Prisma asks for the relations of a row all at once, in a transaction, too, where
 * they share a connection: pg has put such statements in a queue so far, and will refuse them.
 */
export function oneAtATime(factory: SqlDriverAdapterFactory): SqlDriverAdapterFactory {
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = await connect()
    const startTransaction = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async (...asked) => inTurn(await startTransaction(...asked))
    return adapter
  }
  return factory
}

function inTurn(transaction: Transaction): Transaction {
  const [queryRaw, executeRaw] = [transaction.queryRaw.bind(transaction), transaction.executeRaw.bind(transaction)]
  let last: Promise<unknown> = Promise.resolve()
  const next = <T>(ask: () => Promise<T>): Promise<T> => {
    const answer = last.then(ask)
    last = answer.catch(() => {})
    return answer
  }
  transaction.queryRaw = (query) => next(() => queryRaw(query))
  transaction.executeRaw = (query) => next(() => executeRaw(query))
  return transaction
}
