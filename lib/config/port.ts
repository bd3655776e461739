import { createServer } from 'node:net'

/** Whether a server could listen there now. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((answer) => {
    const probe = createServer()
    probe.once('error', () => answer(false))
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => answer(true)))
  })
}

/** A port nobody uses, picked by the system. Somebody may take it before you do: be ready to ask again. */
export function freePort(host = '127.0.0.1'): Promise<number> {
  return new Promise((answer, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen({ port: 0, host }, () => {
      const address = probe.address()
      probe.close(() => (address !== null && typeof address === 'object' ? answer(address.port) : failed(new Error('no port'))))
    })
  })
}

/** The first free port at or after the one asked for; null when the next `tries` are all taken. */
export async function nextFreePort(from: number, host = '127.0.0.1', tries = 100): Promise<number | null> {
  for (let port = from; port < Math.min(from + tries, 65_536); port += 1) {
    if (await isPortFree(port, host)) return port
  }
  return null
}
