import { isPortFree, nextFreePort } from '#lib/config/port.ts'
import { StartProblem } from '#lib/start/problem.ts'

export const defaultPort = 3000

/**
 * The port of the web server: the one asked for or none at all; without a wish 3000, or the next free one.
 * Throws StartProblem when the wish cannot be met.
 */
export async function choosePort(asked: number | null, say: (sentence: string) => void): Promise<number> {
  if (asked !== null) {
    if (await isPortFree(asked)) return asked
    throw new StartProblem(`Port ${asked} on 127.0.0.1 is in use by another program. End that program, or choose another port with --port or PINCER_PORT.`)
  }
  const port = await nextFreePort(defaultPort)
  if (port === null) {
    throw new StartProblem(`Ports ${defaultPort} to ${defaultPort + 99} on 127.0.0.1 are all in use. Choose another one with --port or PINCER_PORT.`)
  }
  if (port !== defaultPort) say(`Port ${defaultPort} is in use by another program; taking ${port} instead.`)
  return port
}
