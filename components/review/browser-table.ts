/** What a row is found by; rows are in the order of their keys. */
export type RowKey = readonly (string | number)[]

/** A row that is put (in place of one with the same key), a row that is removed, or all rows whose keys begin alike that are. */
export type RowChange = { put: RowKey; value: unknown } | { remove: RowKey } | { removeUnder: RowKey }

export interface Row {
  key: RowKey
  value: unknown
}

/** Rows that outlive the page. Both reject where the browser keeps nothing: its storage is forbidden, broken or full. */
export interface BrowserTable {
  /** The rows whose keys begin so, in order. With `last` at most so many, the last ones, of those before the key `before`. */
  list(under: RowKey, options?: { last?: number; before?: RowKey }): Promise<Row[]>
  /** Carries out all of the changes or none; resolves once they would survive a crash. Called in order, it is carried out in order. */
  write(changes: readonly RowChange[]): Promise<void>
}

const databaseName = 'pincer-review'
const storeName = 'rows'
/** A database that does not open within this is one that keeps nothing: some browsers never answer. */
const openWithinMs = 3000

/** The rows of this browser, in IndexedDB; all tabs share them. */
export function browserTable(): BrowserTable {
  let opened: Promise<IDBDatabase> | null = null
  const database = (): Promise<IDBDatabase> => {
    if (opened) return opened
    const mine = open(() => {
      if (opened === mine) opened = null
    })
    opened = mine
    return mine
  }
  return {
    list: async (under, { last, before } = {}) => {
      const range = IDBKeyRange.bound([...under], before ? [...before] : endOf(under), true, true)
      const store = (await database()).transaction(storeName).objectStore(storeName)
      return last === undefined ? listAll(store, range) : listLast(store, range, last)
    },
    write: async (changes) => {
      const transaction = (await database()).transaction(storeName, 'readwrite', { durability: 'strict' })
      const store = transaction.objectStore(storeName)
      const ended = endOfTransaction(transaction)
      for (const change of changes) {
        if ('put' in change) store.put(change.value, [...change.put])
        else if ('remove' in change) store.delete([...change.remove])
        else store.delete(IDBKeyRange.bound([...change.removeUnder], endOf(change.removeUnder)))
      }
      transaction.commit()
      return ended
    },
  }
}

function open(onGone: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    let late = false
    const timer = setTimeout(() => {
      late = true
      // It may answer the next one who asks.
      onGone()
      reject(new Error('The storage of this browser does not answer.'))
    }, openWithinMs)
    const request = indexedDB.open(databaseName, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(storeName)
    request.onerror = () => {
      clearTimeout(timer)
      onGone()
      reject(request.error ?? new Error('The storage of this browser cannot be opened.'))
    }
    request.onsuccess = () => {
      clearTimeout(timer)
      // Nobody waits for this one any more.
      if (late) return request.result.close()
      // Another tab wants a later version, or the browser took the storage away: the next one who asks opens it again.
      request.result.onversionchange = () => {
        request.result.close()
        onGone()
      }
      request.result.onclose = onGone
      resolve(request.result)
    }
  })
}

/** Arrays come behind all numbers and texts: this is behind every key that begins so. */
function endOf(under: RowKey): IDBValidKey {
  return [...under, []]
}

function endOfTransaction(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    const fail = (): void => reject(transaction.error ?? new Error('The storage of this browser took nothing.'))
    transaction.onerror = fail
    transaction.onabort = fail
  })
}

async function listAll(store: IDBObjectStore, range: IDBKeyRange): Promise<Row[]> {
  const [keys, values] = await Promise.all([answerOf(store.getAllKeys(range)), answerOf(store.getAll(range))])
  return keys.map((key, index) => ({ key: rowKey(key), value: values[index] }))
}

function listLast(store: IDBObjectStore, range: IDBKeyRange, most: number): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    const rows: Row[] = []
    const request = store.openCursor(range, 'prev')
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
      const cursor = request.result
      if (cursor) rows.push({ key: rowKey(cursor.key), value: cursor.value })
      if (cursor && rows.length < most) cursor.continue()
      else resolve(rows.toReversed())
    }
  })
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function rowKey(key: IDBValidKey): RowKey {
  return Array.isArray(key) ? key.flatMap((part) => (typeof part === 'string' || typeof part === 'number' ? [part] : [])) : []
}
